package io.tresen.catalog.rest;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;

/** A row that was skipped or rejected, or that was imported and wants a look. */
@Entity
@Table(name = "import_problem")
@IdClass(ImportProblem.Key.class)
public class ImportProblem extends PanacheEntityBase {

    /** The row's place in the file. */
    public record Key(UUID importId, Long no) implements Serializable {}

    @Id
    @Column(name = "import_id")
    public UUID importId;

    @Id
    public Long no;

    public long line;

    @Column(name = "retailer_id")
    public String retailerId;

    public String code;
    public String detail;

    /** Problems of an import in the file's order, behind that row. */
    static Uni<List<ImportProblem>> behind(UUID importId, long no, int limit) {
        return find("importId = ?1 and no > ?2 order by no", importId, no)
                .page(0, limit)
                .list();
    }
}
