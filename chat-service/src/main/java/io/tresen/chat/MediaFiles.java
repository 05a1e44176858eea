package io.tresen.chat;

import io.tresen.chat.message.MediaRules;
import io.tresen.chat.message.MetaError;
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
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Uploaded media, kept for 30 days of business time as at Meta, in pieces of 256 KiB. */
@ApplicationScoped
public class MediaFiles {

    private static final int PIECE_BYTES = 256 * 1024;
    /** Files of one removal: each has up to 400 pieces, which go in the same transaction. */
    private static final int REMOVED_AT_ONCE = 20;

    private static final String COLUMNS = "media_id, mime_type, file_name, sha256, size_bytes";

    private final long quotaBytes;

    MediaFiles(@ConfigProperty(name = "tresen.media.quota-bytes", defaultValue = "2147483648") long quotaBytes) {
        this.quotaBytes = quotaBytes;
    }

    /**
     * One file.
     *
     * @param fileName as uploaded, or null
     * @param sha256 in hex
     */
    public record MediaFile(String id, String mimeType, String fileName, String sha256, long sizeBytes) {}

    /**
     * Keeps a file; answers its id of 15 digits. Files of one business are kept one after the other.
     *
     * @throws io.tresen.messaging.RejectedException 131053 when the business would have more bytes than its quota
     */
    public String add(
            Tx tx,
            Instant now,
            UUID businessId,
            String mimeType,
            String fileName,
            String sha256,
            long sizeBytes,
            InputStream bytes) {
        tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", "media of " + businessId);
        long kept = tx.one(
                        "select coalesce(sum(size_bytes), 0)::bigint as kept from media"
                                + " where business_id = $1 and conversation_id is null",
                        businessId)
                .orElseThrow()
                .getLong("kept");
        if (kept + sizeBytes > quotaBytes) {
            throw MetaError.MEDIA_UPLOAD
                    .because("file: an account keeps at most " + quotaBytes + " bytes; remove files, or wait until they"
                            + " are 30 days old")
                    .exception();
        }
        return keep(tx, now, businessId, null, false, mimeType, fileName, sha256, sizeBytes, bytes);
    }

    /**
     * Keeps a file, of a conversation or, for null, of the business itself; its id.
     *
     * @param unsent see {@link ShoppersPictures}
     */
    String keep(
            Tx tx,
            Instant now,
            UUID businessId,
            UUID conversationId,
            boolean unsent,
            String mimeType,
            String fileName,
            String sha256,
            long sizeBytes,
            InputStream bytes) {
        String id = tx.one(
                        "insert into media (business_id, mime_type, file_name, sha256, size_bytes, uploaded_at,"
                                + " conversation_id, unsent) values ($1, $2, $3, $4, $5, $6, $7, $8) returning media_id",
                        businessId,
                        mimeType,
                        fileName,
                        sha256,
                        sizeBytes,
                        Times.utc(now),
                        conversationId,
                        unsent)
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

    /** Removes some of what was uploaded before a time; how many, 0 when none is left that nobody else removes. */
    public int removeOlder(Tx tx, Instant than) {
        return tx.update(
                "delete from media where (business_id, media_id) in"
                        + " (select business_id, media_id from media where uploaded_at < $1 order by uploaded_at limit $2"
                        + " for update skip locked)",
                Times.utc(than),
                REMOVED_AT_ONCE);
    }

    /**
     * Notes that a conversation shows it; false when the tenant has no such file of that kind. What a shopper uploaded is shown
     * to no other.
     */
    boolean show(Tx tx, UUID businessId, String mediaId, String kind, UUID conversationId) {
        boolean fits = tx.one(
                        "select " + COLUMNS + " from media where business_id = $1 and media_id = $2"
                                + " and (conversation_id is null or conversation_id = $3)",
                        businessId,
                        mediaId,
                        conversationId)
                .map(MediaFiles::file)
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

    /** True when a conversation shows it, or its shopper uploaded it. */
    public boolean isShown(Tx tx, UUID businessId, String mediaId, UUID conversationId) {
        return tx.one(
                        "select 1 from media_shown where business_id = $1 and media_id = $2 and conversation_id = $3"
                                + " union all select 1 from media where business_id = $1 and media_id = $2"
                                + " and conversation_id = $3 limit 1",
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
