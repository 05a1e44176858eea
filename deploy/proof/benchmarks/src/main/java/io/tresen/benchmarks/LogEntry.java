package io.tresen.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of PostgreSQL's log (log_line_prefix '%m [%p] '), with its continuation lines and its DETAIL.
 *
 * @param process id of the session's process
 * @param detail empty where there is none
 */
record LogEntry(String process, String text, String detail) {

    private static final Pattern BEGIN =
            Pattern.compile("^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d+ \\S+ \\[(\\d+)] (\\w+): {1,2}(.*)$");
    private static final Pattern EXECUTE = Pattern.compile("^LOG: execute [^:]*: (.*)$", Pattern.DOTALL);
    private static final Pattern PARAMETERS = Pattern.compile("^(?:p|P)arameters: ", Pattern.DOTALL);

    static List<LogEntry> parse(String log) {
        List<LogEntry> entries = new ArrayList<>();
        for (String line : log.split("\n")) {
            Matcher begin = BEGIN.matcher(line);
            if (!begin.matches()) {
                more(entries, "\n" + line.replaceFirst("^\t", ""));
            } else if (begin.group(2).equals("DETAIL") && !entries.isEmpty()) {
                LogEntry last = entries.remove(entries.size() - 1);
                entries.add(new LogEntry(
                        last.process,
                        last.text,
                        PARAMETERS.matcher(begin.group(3)).replaceFirst("")));
            } else {
                entries.add(new LogEntry(begin.group(1), begin.group(2) + ": " + begin.group(3), ""));
            }
        }
        return entries;
    }

    private static void more(List<LogEntry> entries, String line) {
        if (!entries.isEmpty()) {
            LogEntry last = entries.remove(entries.size() - 1);
            entries.add(
                    last.detail.isEmpty()
                            ? new LogEntry(last.process, last.text + line, "")
                            : new LogEntry(last.process, last.text, last.detail + line));
        }
    }

    boolean isStatement(String sql) {
        return text.equalsIgnoreCase("LOG: statement: " + sql);
    }

    /** The SQL of a prepared statement that was run; null for anything else. */
    String execute() {
        Matcher execute = EXECUTE.matcher(text);
        return execute.matches() ? execute.group(1) : null;
    }
}
