package io.tresen.catalog.rest;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** An import as its report reads it; only {@link io.tresen.catalog.Imports} writes these rows. */
@Entity
@Table(name = "import_job")
public class ImportReport extends PanacheEntityBase {

    @Id
    @Column(name = "import_id")
    public UUID importId;

    @Column(name = "business_id")
    public UUID businessId;

    public String format;
    public String state;

    @Column(name = "failure_code")
    public String failureCode;

    @Column(name = "failure_detail")
    public String failureDetail;

    public Long total;

    @Column(name = "done_rows")
    public long doneRows;

    public long created;
    public long updated;
    public long unchanged;
    public long skipped;
    public long rejected;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "ended_at")
    public Instant endedAt;

    /** The business's import; null when there is none whose file is whole. */
    static Uni<ImportReport> ofBusiness(UUID businessId, UUID importId) {
        return find("importId = ?1 and businessId = ?2 and state <> 'uploading'", importId, businessId)
                .firstResult();
    }
}
