package io.tresen.catalog.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How an import stands: rows = created + updated + unchanged + skipped + rejected, so far.
 *
 * @param totalRows records in the file, null until they are counted
 * @param problems the first 1,000; all of them are at {@code …/problems}
 * @param failure why the file could not be read; only with state {@code failed}
 */
public record ImportView(
        UUID importId,
        String format,
        String state,
        long rows,
        Long totalRows,
        long created,
        long updated,
        long unchanged,
        long skipped,
        long rejected,
        List<Problem> problems,
        @JsonInclude(JsonInclude.Include.NON_NULL) Failure failure,
        Instant createdAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) Instant endedAt) {

    /** A row that was skipped or rejected; {@code line} is the physical one where it begins. */
    public record Problem(
            long line, @JsonInclude(JsonInclude.Include.NON_NULL) String retailerId, String code, String detail) {
        static Problem of(ImportProblem problem) {
            return new Problem(problem.line, problem.retailerId, problem.code, problem.detail);
        }
    }

    /** Why a file could not be read. */
    public record Failure(String code, String detail) {}

    static ImportView of(ImportReport report, List<ImportProblem> problems) {
        return new ImportView(
                report.importId,
                report.format,
                report.state,
                report.doneRows,
                report.total,
                report.created,
                report.updated,
                report.unchanged,
                report.skipped,
                report.rejected,
                problems.stream().map(Problem::of).toList(),
                report.failureCode == null ? null : new Failure(report.failureCode, report.failureDetail),
                report.createdAt,
                report.endedAt);
    }
}
