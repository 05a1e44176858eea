package io.tresen.proof.report;

import java.util.List;
import java.util.stream.Collectors;

/** Lines of Markdown: what has nothing to say is left out, title and all. */
public final class MarkdownText {

    private final StringBuilder text = new StringBuilder();

    public void line(String line) {
        text.append(line).append('\n');
    }

    /** @param rows each as long as the columns */
    public void table(List<String> columns, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        line("| " + String.join(" | ", columns) + " |");
        line("|" + columns.stream().map(column -> "---").collect(Collectors.joining("|")) + "|");
        rows.forEach(row -> line(
                "| " + row.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ")) + " |"));
        line("");
    }

    public void list(String title, List<String> items) {
        if (items.isEmpty()) {
            return;
        }
        line("## " + title);
        line("");
        items.forEach(item -> line("- " + item));
        line("");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
