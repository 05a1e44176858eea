package io.tresen.catalog.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tresen.messaging.rest.Cursor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How an import stands: rows = created + updated + unchanged + skipped + rejected, so far.
 *
 * @param totalRows records in the file, null until they are counted
 * @param problems all of them, or the first 10,000
 * @param problemsNext the address at which the others begin; absent where {@code problems} are all
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
        @JsonInclude(JsonInclude.Include.NON_NULL) String problemsNext,
        @JsonInclude(JsonInclude.Include.NON_NULL) Failure failure,
        Instant createdAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) Instant endedAt) {

    /** A row that was skipped or rejected, or that was imported and wants a look; {@code line} is the physical one where it begins. */
    public record Problem(
            long line, @JsonInclude(JsonInclude.Include.NON_NULL) String retailerId, String code, String detail) {
        static Problem of(ImportProblem problem) {
            return new Problem(problem.line, problem.retailerId, problem.code, problem.detail);
        }
    }

    /** Why a file could not be read. */
    public record Failure(String code, String detail) {}

    /** The report with its problems, of which at most that many are listed. */
    static ImportView of(ImportReport report, List<ImportProblem> problems, int most) {
        boolean more = problems.size() > most;
        List<ImportProblem> listed = more ? problems.subList(0, most) : problems;
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
                listed.stream().map(Problem::of).toList(),
                more ? next(report.importId, listed.get(most - 1).no) : null,
                report.failureCode == null ? null : new Failure(report.failureCode, report.failureDetail),
                report.createdAt,
                report.endedAt);
    }

    private static String next(UUID importId, long after) {
        return "/catalog/v1/imports/" + importId + "/problems?cursor=" + Cursor.of(after);
    }
}
