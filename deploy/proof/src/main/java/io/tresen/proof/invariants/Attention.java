package io.tresen.proof.invariants;

import io.tresen.contracts.Topics;
import io.tresen.local.Platform;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a restored service lists for a person: keys whose events are newer than its backup. The checker sets those apart, and
 * nothing else.
 */
public final class Attention {

    private final Books books;
    private final Set<String> keys;

    private Attention(Books books, Set<String> keys) {
        this.books = books;
        this.keys = keys;
    }

    /** As the service lists them now. */
    public static Attention of(Platform platform, String service) {
        return of(platform, service, "attention");
    }

    /**
     * All keys that were told newer events, also those that are facts again by now: what was decided about them, or told, is
     * decided and told once more.
     */
    public static Attention once(Platform platform, String service) {
        return of(platform, service, "told_event");
    }

    private static Attention of(Platform platform, String service, String relation) {
        Books books = new Books(platform::jdbcUrl);
        Set<String> keys = new HashSet<>();
        books.rows(service, "select distinct key from " + relation)
                .forEach(row -> keys.add(row.get("key").toString()));
        return new Attention(books, keys);
    }

    /** Ids of what they are about, mostly orders. */
    Set<String> keys() {
        return Set.copyOf(keys);
    }

    /** The violations that name none of the keys. */
    public List<String> without(List<String> violations) {
        return violations.stream()
                .filter(line -> keys.stream().noneMatch(line::contains))
                .toList();
    }

    /** What still moves, but for letters and orders of the keys: those are looked at one by one. */
    public List<String> besides(List<String> unrest) {
        List<String> found = new ArrayList<>(unrest.stream()
                .filter(line -> !line.matches(".*(dead letters|parked keys|parked events|open orders)"))
                .toList());
        for (String service : Topics.SERVICES) {
            rows(service, "select key, consumer, reason from dead_letter where state = 'open'", found);
            rows(
                    service,
                    "select key, consumer, parked_because from inbox_key where parked_because is not null",
                    found);
        }
        rows(
                "order",
                "select order_id as key, status from orders where status in ('placed', 'awaiting_payment',"
                        + " 'cancelling') and attention_code is null",
                found);
        return found;
    }

    private void rows(String service, String sql, List<String> found) {
        books.rows(service, sql).stream()
                .filter(row -> !keys.contains(String.valueOf(row.get("key"))))
                .forEach(row -> found.add(service + ": " + row));
    }

    /** Letters of any service, listed key or not, that a reused sequence has led to. */
    public List<String> reused() {
        List<String> found = new ArrayList<>();
        for (String service : Topics.SERVICES) {
            for (Map<String, Object> row : books.rows(
                    service, "select consumer, topic, key from dead_letter where reason = 'sequence-reused'")) {
                found.add(service + ": " + row);
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return keys.size() + " keys need attention";
    }
}
