package io.tresen.catalog;

import java.util.UUID;

/**
 * An import that a worker has taken.
 *
 * @param doneRows records whose effects are committed
 */
record ImportJob(UUID importId, UUID businessId, ImportFormat format, String currency, long doneRows) {

    ImportJob after(long rows) {
        return new ImportJob(importId, businessId, format, currency, doneRows + rows);
    }
}
