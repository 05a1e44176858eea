package io.tresen.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement as PostgreSQL's log tells it.
 *
 * @param sql with {@code ?} for each parameter, in the order of {@code parameters}
 * @param parameters as text; null is SQL's null
 */
record RecordedStatement(String sql, List<String> parameters) {

    private static final Pattern PLACE = Pattern.compile("\\$(\\d+)");
    private static final Pattern NEXT = Pattern.compile("\\$(\\d+) = (NULL|'([^']*+(?:''[^']*+)*+)')(?:, )?");

    private static final Pattern INSERT =
            Pattern.compile("^\\s*insert into \\w+\\s*\\(([^)]*)\\)\\s*values\\s*\\(", Pattern.CASE_INSENSITIVE);
    private static final Pattern JDBC_PLACE = Pattern.compile("(?:\\b(\\w+)\\s*=\\s*)?(?<!\\?)\\?(?!\\?)");

    /** @param sql with {@code $1}, {@code $2} …, @param detail what the log lists, from {@code $1 = } on */
    static RecordedStatement of(String sql, String detail) {
        List<String> byNumber = new ArrayList<>();
        Matcher value = NEXT.matcher(detail);
        while (value.find()) {
            byNumber.add(value.group(2).equals("NULL") ? null : value.group(3).replace("''", "'"));
        }
        List<String> inOrder = new ArrayList<>();
        StringBuilder jdbc = new StringBuilder();
        Matcher place = PLACE.matcher(sql.replace("?", "??"));
        while (place.find()) {
            inOrder.add(byNumber.get(Integer.parseInt(place.group(1)) - 1));
            place.appendReplacement(jdbc, "?");
        }
        place.appendTail(jdbc);
        return new RecordedStatement(jdbc.toString(), inOrder);
    }

    /** The column that each parameter is put into or compared with, by its position; empty where the SQL does not say it plainly. */
    List<String> columns() {
        Matcher insert = INSERT.matcher(sql);
        List<String> listed = insert.find() ? List.of(insert.group(1).trim().split("\\s*,\\s*")) : List.of();
        if (listed.size() == parameters.size()) {
            return listed;
        }
        List<String> columns = new ArrayList<>();
        Matcher place = JDBC_PLACE.matcher(sql);
        while (place.find()) {
            columns.add(place.group(1) == null ? "" : place.group(1));
        }
        return columns;
    }

    /**
     * The statements of the last transaction that ran one with this in it, begin and commit left out; none where there is none.
     *
     * @param log PostgreSQL's, written with {@code log_statement = all}
     */
    static List<RecordedStatement> transaction(String log, String with) {
        Map<String, List<RecordedStatement>> open = new HashMap<>();
        List<RecordedStatement> last = List.of();
        for (LogEntry entry : LogEntry.parse(log)) {
            String text = entry.text();
            if (entry.isStatement("begin")) {
                open.put(entry.process(), new ArrayList<>());
            } else if (open.containsKey(entry.process()) && entry.isStatement("commit")) {
                List<RecordedStatement> done = open.remove(entry.process());
                if (done.stream().anyMatch(one -> one.sql().contains(with))) {
                    last = done;
                }
            } else if (open.containsKey(entry.process()) && entry.execute() != null) {
                open.get(entry.process()).add(of(entry.execute(), entry.detail()));
            } else if (open.containsKey(entry.process()) && text.startsWith("ERROR")) {
                open.remove(entry.process());
            }
        }
        return last;
    }
}
