package io.tresen.chat.message;

/** Media by an upload's id or by a link, never by both. */
final class MediaReading {

    private MediaReading() {}

    static Content.Media media(Part holder, String kind) {
        Part media = holder.object(kind);
        boolean byId = media.has("id");
        boolean byLink = media.has("link");
        if (!byId && !byLink) {
            throw MetaError.PARAMETER_MISSING
                    .because(media.path() + " needs an id or a link")
                    .exception();
        }
        media.require(!(byId && byLink), "link", "must not be there beside an id");
        return byId
                ? new Content.Media(kind, media.text("id", Limits.MEDIA_ID), null, media.at("id"))
                : new Content.Media(kind, null, media.link("link"), media.at("link"));
    }

    static Content.Media captioned(Part holder, String kind) {
        Content.Media media = media(holder, kind);
        Part part = holder.object(kind);
        part.optionalText("caption", Limits.CAPTION);
        part.optionalText("filename", Limits.FILENAME);
        return media;
    }
}
