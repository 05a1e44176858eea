package io.tresen.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The README's table: each goal with its figure, whether it is met, and the report that it is from with the options that made it
 * other than the goals say; behind it, why those are missed that are.
 */
final class Table {

    /** A report that no table may be made of. */
    static final class Refused extends RuntimeException {

        Refused(String why) {
            super(why);
        }
    }

    private record Found(String file, JsonNode report, JsonNode figure) {}

    private final Map<String, Found> byFigure = new LinkedHashMap<>();
    private final Map<String, JsonNode> reports;
    private final List<Goal> goals;

    private Table(Map<String, JsonNode> reports, List<Goal> goals) {
        this.reports = reports;
        this.goals = goals;
        reports.forEach(this::take);
    }

    /**
     * The lines of the table.
     *
     * @param reports by file, as they are linked
     * @throws Refused by a void or quick report, one that nobody checked, one without any figure of a goal, where two have the same figure, and by a goal
     *     that is missed and does not say why
     */
    static List<String> of(Map<String, JsonNode> reports, List<Goal> goals) {
        return new Table(reports, goals).lines();
    }

    private void take(String file, JsonNode report) {
        if (!report.path("void").isBoolean() || !report.path("figures").isArray()) {
            throw new Refused(file + " is no report of a benchmark");
        }
        // a report of before they were named says of itself whether it is void
        if (report.has("invariants") && report.path("invariants").isEmpty()) {
            throw new Refused(file + " is of a run whose invariants nobody asked");
        }
        if (report.path("void").asBoolean() || !report.path("violations").isEmpty()) {
            throw new Refused(file + " is void: " + report.path("violations"));
        }
        if (report.path("quick").asBoolean()) {
            throw new Refused(file + " is of a quick run, which is for trying");
        }
        boolean any = false;
        for (JsonNode figure : report.path("figures")) {
            String id = figure.path("id").asText();
            if (goals.stream().anyMatch(goal -> goal.figure().equals(id))) {
                any = true;
                Found before = byFigure.put(id, new Found(file, report, figure));
                if (before != null) {
                    throw new Refused(before.file() + " and " + file + " both say: "
                            + Goal.of(id).what());
                }
            }
        }
        if (!any) {
            throw new Refused(file + " has no figure of a goal");
        }
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>(List.of("| what | figure | goal | met | from |", "|---|---|---|---|---|"));
        for (Goal goal : goals) {
            Found found = byFigure.get(goal.figure());
            lines.add("| "
                    + String.join(
                            " | ",
                            found == null
                                    ? List.of(goal.what(), "not measured", bound(goal), "–", "–")
                                    : row(goal, found))
                    + " |");
        }
        lines.add("");
        lines.addAll(reasons());
        lines.addAll(machines());
        return lines;
    }

    /** Of each goal that is missed; none of one that is met or was not measured. */
    private List<String> reasons() {
        List<Goal> missed = goals.stream().filter(this::missed).toList();
        List<String> silent = missed.stream()
                .filter(goal -> goal.reason() == null)
                .map(Goal::id)
                .toList();
        if (!silent.isEmpty()) {
            throw new Refused("missed, and goals.json gives no \"reason\": " + String.join(", ", silent));
        }
        List<String> lines = new ArrayList<>();
        if (!missed.isEmpty()) {
            lines.add("Why goals are missed:");
            lines.add("");
            missed.forEach(goal -> lines.add("- " + name(goal) + ": " + goal.reason()));
            lines.add("");
        }
        return lines;
    }

    private boolean missed(Goal goal) {
        Found found = byFigure.get(goal.figure());
        return found != null && goal.bound() != null && !metBy(goal, found);
    }

    /** A figure that was not found is no figure that is as it should be. */
    private static boolean metBy(Goal goal, Found found) {
        return goal.metBy(found.figure().path("value").asDouble(Double.NaN));
    }

    /** What a report calls its figure may say more than the goal does; a further step has no name but its own. */
    private String name(Goal goal) {
        return goal.figure().equals(goal.id())
                ? byFigure.get(goal.figure()).figure().path("name").asText()
                : goal.what();
    }

    private List<String> row(Goal goal, Found found) {
        JsonNode value = found.figure().path("value");
        String met = goal.bound() == null ? "–" : metBy(goal, found) ? "met" : "**missed**";
        return List.of(
                name(goal),
                value.isNumber() ? Numbers.shown(value.asDouble()) + " " + unit(goal) : "–",
                bound(goal),
                met,
                from(found));
    }

    private static String bound(Goal goal) {
        return goal.bound() == null ? "–" : goal.shown() + " " + unit(goal);
    }

    private static String unit(Goal goal) {
        return goal.unit().equals("ratio") ? "×" : goal.unit();
    }

    private static String from(Found found) {
        JsonNode report = found.report();
        List<String> options = new ArrayList<>();
        if (report.path("shortened").asBoolean()) {
            options.add("--minutes " + report.path("settings").path("minutes").asText());
        }
        report.path("unlike_goals").forEach(option -> options.add(option.asText()));
        return "[`" + report.path("benchmark").asText() + "`](" + found.file() + ") "
                + report.path("begun").asText().split("T")[0]
                + (options.isEmpty() ? "" : ", `" + String.join(" ", options) + "`");
    }

    /** Where and of what; one line where all reports say the same. */
    private List<String> machines() {
        Set<String> machines = new LinkedHashSet<>();
        reports.values().forEach(report -> {
            JsonNode machine = report.path("machine");
            JsonNode versions = report.path("versions");
            machines.add(machine.path("cores").asText() + " cores ("
                    + machine.path("processor").asText() + "), "
                    + machine.path("memory_gb").asText()
                    + " GB, platform, reference and load generator side by side; commit "
                    + versions.path("commit").asText()
                    + (versions.path("changed_files").asLong() > 0 ? " with changed files" : "") + ".");
        });
        return List.copyOf(machines);
    }
}
