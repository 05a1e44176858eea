package io.tresen.catalog;

import io.tresen.messaging.db.Columns;
import io.tresen.messaging.db.Database;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.UUID;

/**
 * Imported files, kept in the database in pieces until the import has ended, so that any replica can go on with them.
 * Writing and reading hold one piece in memory.
 */
@ApplicationScoped
public class ImportFiles {

    /** Bytes of a piece. */
    public static final int PIECE = 256 * 1024;

    private final Database database;
    private final Imports imports;

    ImportFiles(Database database, Imports imports) {
        this.database = database;
        this.imports = imports;
    }

    /**
     * Stores a piece; false when the upload was given up, since nothing had come for an hour.
     *
     * @param no 0, 1, 2 …
     */
    public boolean add(UUID importId, int no, byte[] bytes) {
        return database.inTransaction(tx -> imports.alive(tx, importId)
                && tx.update(
                                "insert into import_chunk (import_id, no, bytes) values ($1, $2, $3)",
                                importId,
                                no,
                                Buffer.buffer(bytes))
                        == 1);
    }

    /** The file from its beginning. */
    InputStream open(UUID importId) {
        return new InputStream() {
            private byte[] piece = new byte[0];
            private int at;
            private int no;

            @Override
            public int read() {
                return filled() ? piece[at++] & 0xFF : -1;
            }

            @Override
            public int read(byte[] target, int from, int length) {
                if (length == 0) {
                    return 0;
                }
                if (!filled()) {
                    return -1;
                }
                int taken = Math.min(length, piece.length - at);
                System.arraycopy(piece, at, target, from, taken);
                at += taken;
                return taken;
            }

            private boolean filled() {
                if (at == piece.length) {
                    piece = load(importId, no++);
                    at = 0;
                }
                return piece.length > 0;
            }
        };
    }

    private byte[] load(UUID importId, int no) {
        return database.read(
                        tx -> tx.one("select bytes from import_chunk where import_id = $1 and no = $2", importId, no))
                .map(row -> Columns.bytes(row, "bytes"))
                .orElse(new byte[0]);
    }
}
