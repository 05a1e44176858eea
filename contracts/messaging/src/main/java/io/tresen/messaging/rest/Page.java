package io.tresen.messaging.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;

/** One page of a list: {@code {"data": [...], "paging": {"next": "…"}}}; {@code next} is absent on the last one. */
public record Page<T>(List<T> data, Paging paging) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 100;

    /** Where the list goes on. */
    public record Paging(@JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

    /**
     * The page of rows that were read with one more than {@code limit}, which tells whether the list goes on.
     *
     * @param view makes the row's JSON shape
     * @param cursor where a list goes on after this row
     */
    public static <R, T> Page<T> of(List<R> rows, int limit, Function<R, T> view, Function<R, Cursor> cursor) {
        boolean more = rows.size() > limit;
        List<R> shown = more ? rows.subList(0, limit) : rows;
        String next = more ? cursor.apply(shown.get(limit - 1)).toString() : null;
        return new Page<>(shown.stream().map(view).toList(), new Paging(next));
    }

    /** The {@code limit} parameter: 1 to 100, 50 when absent. @throws io.tresen.messaging.RejectedException 400 */
    public static int limit(String value) {
        Long limit = Params.integer("limit", value, 1, MAX_LIMIT);
        return limit == null ? DEFAULT_LIMIT : limit.intValue();
    }
}
