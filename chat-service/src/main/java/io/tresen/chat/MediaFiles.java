package io.tresen.chat;

import io.tresen.chat.message.MediaRules;
import io.tresen.messaging.db.Columns;
import io.tresen.messaging.db.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Uploaded media, kept for 30 days of business time as at Meta, in pieces of 256 KiB. */
@ApplicationScoped
public class MediaFiles {

    private static final int PIECE_BYTES = 256 * 1024;
    private static final String COLUMNS = "media_id, mime_type, file_name, sha256, size_bytes";

    /**
     * One file.
     *
     * @param fileName as uploaded, or null
     * @param sha256 in hex
     */
    public record MediaFile(String id, String mimeType, String fileName, String sha256, long sizeBytes) {}

    /** Keeps a file; answers its id of 15 digits. */
    public String add(
            Tx tx,
            Instant now,
            UUID businessId,
            String mimeType,
            String fileName,
            String sha256,
            long sizeBytes,
            InputStream bytes) {
        String id = tx.one(
                        "insert into media (business_id, mime_type, file_name, sha256, size_bytes, uploaded_at)"
                                + " values ($1, $2, $3, $4, $5, $6) returning media_id",
                        businessId,
                        mimeType,
                        fileName,
                        sha256,
                        sizeBytes,
                        Times.utc(now))
                .orElseThrow()
                .getString("media_id");
        try {
            int piece = 0;
            for (byte[] read = bytes.readNBytes(PIECE_BYTES); read.length > 0; read = bytes.readNBytes(PIECE_BYTES)) {
                tx.update(
                        "insert into media_piece (business_id, media_id, piece, bytes) values ($1, $2, $3, $4)",
                        businessId,
                        id,
                        piece++,
                        Buffer.buffer(read));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return id;
    }

    public Optional<MediaFile> find(Tx tx, UUID businessId, String mediaId) {
        return tx.one("select " + COLUMNS + " from media where business_id = $1 and media_id = $2", businessId, mediaId)
                .map(MediaFiles::file);
    }

    /** One piece of a file, from 0; empty behind the last. */
    public Optional<byte[]> piece(Tx tx, UUID businessId, String mediaId, int piece) {
        return tx.one(
                        "select bytes from media_piece where business_id = $1 and media_id = $2 and piece = $3",
                        businessId,
                        mediaId,
                        piece)
                .map(row -> Columns.bytes(row, "bytes"));
    }

    /** False when there was none. */
    public boolean remove(Tx tx, UUID businessId, String mediaId) {
        return tx.update("delete from media where business_id = $1 and media_id = $2", businessId, mediaId) > 0;
    }

    /** Removes what was uploaded before a time, at most a thousand; how many. */
    public int removeOlder(Tx tx, Instant than) {
        return tx.update(
                "delete from media where (business_id, media_id) in"
                        + " (select business_id, media_id from media where uploaded_at < $1 limit 1000)",
                Times.utc(than));
    }

    /** Notes that a conversation shows it; false when the tenant has no such file of that kind. */
    boolean show(Tx tx, UUID businessId, String mediaId, String kind, UUID conversationId) {
        boolean fits = find(tx, businessId, mediaId)
                .filter(it -> MediaRules.fits(kind, it.mimeType()))
                .isPresent();
        if (fits) {
            tx.update(
                    "insert into media_shown (business_id, media_id, conversation_id) values ($1, $2, $3)"
                            + " on conflict do nothing",
                    businessId,
                    mediaId,
                    conversationId);
        }
        return fits;
    }

    /** True when a conversation shows it. */
    public boolean isShown(Tx tx, UUID businessId, String mediaId, UUID conversationId) {
        return tx.one(
                        "select 1 from media_shown where business_id = $1 and media_id = $2 and conversation_id = $3",
                        businessId,
                        mediaId,
                        conversationId)
                .isPresent();
    }

    private static MediaFile file(Row row) {
        return new MediaFile(
                row.getString("media_id"),
                row.getString("mime_type"),
                row.getString("file_name"),
                row.getString("sha256"),
                row.getLong("size_bytes"));
    }
}
