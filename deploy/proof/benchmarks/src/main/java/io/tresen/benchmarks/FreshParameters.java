package io.tresen.benchmarks;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * The parameters of a recorded transaction's repetitions. Ids, hashes, an order's number and the positions in a conversation are
 * new each time, one for one, and times move on as the clock does; the rest is as recorded. What has to be looked at anew each
 * time is found out once: it is the database that a repetition is to cost.
 */
final class FreshParameters {

    private static final String UUIDS = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final String MESSAGES = "wamid\\.[A-Za-z0-9_-]{22}";
    private static final String TIMES =
            "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?[+-]\\d\\d(?::\\d\\d)?";
    private static final Pattern WITHIN = Pattern.compile(UUIDS + "|" + MESSAGES + "|" + TIMES);
    private static final Pattern HASH = Pattern.compile("\\\\x[0-9a-f]{64}");
    private static final Pattern ORDER_NUMBER = Pattern.compile("T[0-9A-Z]{5,19}");
    /** Columns that count a conversation's messages, and more than a transaction adds to them. */
    private static final Set<String> POSITIONS = Set.of("position", "last_position");

    private static final long APART = 1_000;

    /** PostgreSQL's own, as {@code 2026-11-27 09:42:00.123+00}. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendOffset("+HH:mm", "+00")
            .toFormatter(Locale.ROOT);

    private interface Parameter {
        String of(Repetition repetition);
    }

    /** @param news what stands for what was recorded, so far, @param later than the first one could have been */
    private record Repetition(long number, Map<String, String> news, Duration later) {}

    private final Set<String> kept;
    private final List<List<Parameter>> transaction = new ArrayList<>();
    private final AtomicLong repetitions = new AtomicLong();
    private final AtomicLong orderNumber = new AtomicLong(System.nanoTime());
    private final LongSupplier nanoTime;
    private final long sinceNs;

    /**
     * @param kept ids that stay as they are, such as the tenant's and its products'
     * @param nanoTime as {@link System#nanoTime}
     */
    FreshParameters(List<RecordedStatement> transaction, List<String> kept, LongSupplier nanoTime) {
        this.kept = Set.copyOf(kept);
        this.nanoTime = nanoTime;
        this.sinceNs = nanoTime.getAsLong();
        for (RecordedStatement statement : transaction) {
            List<String> columns = statement.columns();
            List<Parameter> parameters = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                parameters.add(parameter(
                        statement.sql(), columns.get(i), statement.parameters().get(i)));
            }
            this.transaction.add(parameters);
        }
    }

    /** Those of one more. @param standIns of this one: what is there in the database, for what was recorded */
    List<List<String>> next(Map<String, String> standIns) {
        Repetition repetition = new Repetition(
                repetitions.incrementAndGet(),
                new HashMap<>(standIns),
                Duration.ofNanos(nanoTime.getAsLong() - sinceNs).truncatedTo(ChronoUnit.MILLIS));
        List<List<String>> all = new ArrayList<>();
        for (List<Parameter> statement : transaction) {
            List<String> parameters = new ArrayList<>();
            statement.forEach(one -> parameters.add(one.of(repetition)));
            all.add(parameters);
        }
        return all;
    }

    private Parameter parameter(String sql, String column, String recorded) {
        if (recorded == null) {
            return repetition -> null;
        }
        if (sql.contains("advisory")) {
            return repetition -> Long.toString(ThreadLocalRandom.current().nextLong());
        }
        if (POSITIONS.contains(column)) {
            long position = Long.parseLong(recorded);
            return repetition -> Long.toString(position + repetition.number() * APART);
        }
        if (HASH.matcher(recorded).matches()) {
            return repetition -> repetition.news().computeIfAbsent(recorded, old -> "\\x" + hex(4));
        }
        if (ORDER_NUMBER.matcher(recorded).matches()) {
            return repetition -> repetition
                    .news()
                    .computeIfAbsent(
                            recorded,
                            old -> "R"
                                    + Long.toString(orderNumber.incrementAndGet(), 36)
                                            .toUpperCase());
        }
        return WITHIN.matcher(recorded).results().allMatch(found -> kept.contains(found.group()))
                ? repetition -> recorded
                : repetition -> WITHIN.matcher(recorded).replaceAll(found -> within(found.group(), repetition));
    }

    private String within(String found, Repetition repetition) {
        if (kept.contains(found)) {
            return found;
        }
        if (found.indexOf(' ') > 0) {
            return TIME.format(OffsetDateTime.parse(found, TIME).plus(repetition.later()));
        }
        return repetition
                .news()
                .computeIfAbsent(found, old -> found.startsWith("wamid.") ? message() : random().toString());
    }

    private static UUID random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong());
    }

    private static String message() {
        byte[] bytes = new byte[16];
        ThreadLocalRandom.current().nextBytes(bytes);
        return "wamid." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String hex(int longs) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < longs; i++) {
            text.append(String.format("%016x", ThreadLocalRandom.current().nextLong()));
        }
        return text.toString();
    }
}
