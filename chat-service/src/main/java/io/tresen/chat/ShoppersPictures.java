package io.tresen.chat;

import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Pictures that shoppers upload, each into one conversation. They are kept as long as the business's own files and do not count
 * for its quota: nobody who opens conversations takes the room that its apps need.
 */
@ApplicationScoped
public class ShoppersPictures {

    private final MediaFiles media;
    private final int mostOfConversation;
    private final long bytesOfConversation;
    private final long bytesOfBusiness;

    ShoppersPictures(
            MediaFiles media,
            @ConfigProperty(name = "tresen.pictures.per-conversation", defaultValue = "100") int mostOfConversation,
            @ConfigProperty(name = "tresen.pictures.bytes-per-conversation", defaultValue = "52428800")
                    long bytesOfConversation,
            @ConfigProperty(name = "tresen.pictures.bytes-per-business", defaultValue = "2147483648")
                    long bytesOfBusiness) {
        this.media = media;
        this.mostOfConversation = mostOfConversation;
        this.bytesOfConversation = bytesOfConversation;
        this.bytesOfBusiness = bytesOfBusiness;
    }

    /**
     * Keeps one; its id.
     *
     * @param sha256 in hex
     * @throws io.tresen.messaging.RejectedException too-many-pictures when the conversation, or all shoppers of the business
     *     together, would have more than they may
     */
    public String add(
            Tx tx,
            Instant now,
            UUID businessId,
            UUID conversationId,
            String mimeType,
            String sha256,
            long sizeBytes,
            InputStream bytes) {
        tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", "pictures for " + businessId);
        boolean room = tx.one(
                        "select count(*) filter (where conversation_id = $2) < $3"
                                + " and coalesce(sum(size_bytes) filter (where conversation_id = $2), 0) + $4 <= $5"
                                + " and coalesce(sum(size_bytes), 0) + $4 <= $6 as room from media"
                                + " where business_id = $1 and conversation_id is not null",
                        businessId,
                        conversationId,
                        mostOfConversation,
                        sizeBytes,
                        bytesOfConversation,
                        bytesOfBusiness)
                .orElseThrow()
                .getBoolean("room");
        if (!room) {
            throw ChatRejection.TOO_MANY_PICTURES.exception();
        }
        return media.keep(tx, now, businessId, conversationId, mimeType, null, sha256, sizeBytes, bytes);
    }

    /** One of a conversation's. */
    Optional<MediaFiles.MediaFile> find(Tx tx, UUID businessId, UUID conversationId, String mediaId) {
        return tx.one(
                        "select 1 from media where business_id = $1 and media_id = $2 and conversation_id = $3",
                        businessId,
                        mediaId,
                        conversationId)
                .flatMap(row -> media.find(tx, businessId, mediaId));
    }
}
