package io.tresen.chat;

import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Pictures that shoppers upload, each into one conversation. They are kept as long as the business's own files and do not count
 * for its quota: nobody who opens conversations takes the room that its apps need.
 *
 * <p>One that is not sent yet goes after an hour, and does not count for the room of what was sent: all of a business's have an
 * eighth of it for themselves, where the eldest makes room. Its shopper sends it within seconds.
 */
@ApplicationScoped
public class ShoppersPictures {

    /** How long one is kept that is not sent, in business time. */
    public static final Duration UNSENT = Duration.ofHours(1);

    /** A file costs its row too. */
    private static final long LEAST_BYTES = 4_096;

    private static final int PART_OF_UNSENT = 8;
    private static final int REMOVED_AT_ONCE = 20;
    private static final Duration IN_PROGRESS = Duration.ofSeconds(1);

    private final MediaFiles media;
    private final int mostOfConversation;
    private final long bytesOfConversation;
    private final int mostOfBusiness;
    private final long bytesOfBusiness;

    ShoppersPictures(
            MediaFiles media,
            @ConfigProperty(name = "tresen.pictures.per-conversation", defaultValue = "100") int mostOfConversation,
            @ConfigProperty(name = "tresen.pictures.bytes-per-conversation", defaultValue = "52428800")
                    long bytesOfConversation,
            @ConfigProperty(name = "tresen.pictures.per-business", defaultValue = "20000") int mostOfBusiness,
            @ConfigProperty(name = "tresen.pictures.bytes-per-business", defaultValue = "2147483648")
                    long bytesOfBusiness) {
        this.media = media;
        this.mostOfConversation = mostOfConversation;
        this.bytesOfConversation = bytesOfConversation;
        this.mostOfBusiness = mostOfBusiness;
        this.bytesOfBusiness = bytesOfBusiness;
    }

    /**
     * Keeps one; its id. Uploads into several conversations at once may pass the business's bounds by that many files: better
     * than to wait for each other with a connection in hand.
     *
     * @param sha256 in hex
     * @throws io.tresen.messaging.RejectedException too-many-pictures when the conversation, or all shoppers of the business
     *     together, would have more than they may; upload-in-progress
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
        boolean alone = tx.one(
                        "select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as alone",
                        "pictures of " + conversationId)
                .orElseThrow()
                .getBoolean("alone");
        if (!alone) {
            throw ChatRejection.UPLOAD_IN_PROGRESS.retryIn(IN_PROGRESS).exception();
        }
        long size = Math.max(sizeBytes, LEAST_BYTES);
        boolean room = fits(
                        tx,
                        "business_id = $1 and conversation_id = $5",
                        businessId,
                        mostOfConversation,
                        bytesOfConversation,
                        size,
                        conversationId)
                && fits(
                        tx,
                        "business_id = $1 and conversation_id is not null and not unsent",
                        businessId,
                        mostOfBusiness,
                        bytesOfBusiness,
                        size);
        if (!room) {
            throw ChatRejection.TOO_MANY_PICTURES.exception();
        }
        String id = media.keep(tx, now, businessId, conversationId, true, mimeType, null, sha256, sizeBytes, bytes);
        dropUnsent(tx, businessId);
        return id;
    }

    /** Looks at no more files than there may be. */
    private static boolean fits(
            Tx tx, String which, UUID businessId, int most, long mostBytes, long size, Object... more) {
        Object[] parameters = new Object[4 + more.length];
        parameters[0] = businessId;
        parameters[1] = most;
        parameters[2] = mostBytes - size;
        parameters[3] = LEAST_BYTES;
        System.arraycopy(more, 0, parameters, 4, more.length);
        return tx.one(
                        "select count(*) < $2::int and coalesce(sum(greatest(size_bytes, $4::bigint)), 0) <= $3::bigint as room"
                                + " from (select size_bytes from media where " + which + " limit $2::int) files",
                        parameters)
                .orElseThrow()
                .getBoolean("room");
    }

    /** Two statements, since a plan that looks for all of them anew at each row takes seconds. */
    private void dropUnsent(Tx tx, UUID businessId) {
        tx.one(
                        "select uploaded_at, media_id from (select uploaded_at, media_id, count(*) over younger as files,"
                                + " sum(greatest(size_bytes, $4::bigint)) over younger as bytes from media"
                                + " where business_id = $1 and unsent window younger as (order by uploaded_at desc,"
                                + " media_id desc rows unbounded preceding)) unsent where files > $2 or bytes > $3::bigint"
                                + " order by uploaded_at desc, media_id desc limit 1",
                        businessId,
                        mostOfBusiness / PART_OF_UNSENT,
                        bytesOfBusiness / PART_OF_UNSENT,
                        LEAST_BYTES)
                .ifPresent(youngest -> tx.update(
                        "delete from media where business_id = $1 and media_id = any(array(select media_id from media"
                                + " where business_id = $1 and unsent and (uploaded_at, media_id) <= ($2, $3)"
                                + " order by uploaded_at, media_id limit $4 for update skip locked))",
                        businessId,
                        youngest.getOffsetDateTime("uploaded_at"),
                        youngest.getString("media_id"),
                        REMOVED_AT_ONCE));
    }

    /** Removes some of those that were not sent within {@link #UNSENT}; how many, 0 when none is left. */
    public int removeUnsent(Tx tx, Instant now) {
        return tx.update(
                "delete from media where (business_id, media_id) in (select business_id, media_id from media"
                        + " where unsent and uploaded_at < $1 limit $2 for update skip locked)",
                Times.utc(now.minus(UNSENT)),
                REMOVED_AT_ONCE);
    }

    /** One of a conversation's, which is sent herewith. */
    Optional<MediaFiles.MediaFile> send(Tx tx, UUID businessId, UUID conversationId, String mediaId) {
        tx.update(
                "update media set unsent = false where business_id = $1 and media_id = $2 and conversation_id = $3"
                        + " and unsent",
                businessId,
                mediaId,
                conversationId);
        return tx.one(
                        "select 1 from media where business_id = $1 and media_id = $2 and conversation_id = $3",
                        businessId,
                        mediaId,
                        conversationId)
                .flatMap(row -> media.find(tx, businessId, mediaId));
    }
}
