package io.tresen.proof.simulator;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Rows of immutable values that a transaction can take back. */
public final class Table<K, V> {

    private final Service service;
    private final Map<K, V> rows = new LinkedHashMap<>();

    public Table(Service service) {
        this.service = service;
    }

    public V get(K key) {
        return rows.get(key);
    }

    public Optional<V> find(K key) {
        return Optional.ofNullable(rows.get(key));
    }

    public boolean has(K key) {
        return rows.containsKey(key);
    }

    public void put(K key, V value) {
        V before = rows.put(key, value);
        service.undoBy(() -> restore(key, before));
    }

    /** @return false when there is a row, and then nothing was done */
    public boolean insert(K key, V value) {
        if (rows.containsKey(key)) {
            return false;
        }
        put(key, value);
        return true;
    }

    public void remove(K key) {
        V before = rows.remove(key);
        if (before != null) {
            service.undoBy(() -> restore(key, before));
        }
    }

    private void restore(K key, V before) {
        if (before == null) {
            rows.remove(key);
        } else {
            rows.put(key, before);
        }
    }

    public Collection<V> values() {
        return rows.values();
    }

    public Map<K, V> rows() {
        return rows;
    }

    /** As when it had been in memory alone. */
    void forget() {
        rows.clear();
    }
}
