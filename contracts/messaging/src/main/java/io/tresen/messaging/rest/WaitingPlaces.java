package io.tresen.messaging.rest;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** So many may wait at a time, and of one caller and one business a share: others' news come too. */
final class WaitingPlaces {

    /** What became of somebody who came. */
    enum Came {
        IN,
        OWN_ARE_TAKEN,
        ALL_ARE_TAKEN
    }

    private final int all;
    private final Map<UUID, Integer> ofEach = new HashMap<>();
    private int taken;

    WaitingPlaces(int all) {
        this.all = all;
    }

    /** @param shares whose place it is, and how many each of these may have; none for nobody in particular */
    synchronized Came take(Map<UUID, Integer> shares) {
        if (taken >= all) {
            return Came.ALL_ARE_TAKEN;
        }
        for (Map.Entry<UUID, Integer> share : shares.entrySet()) {
            if (ofEach.getOrDefault(share.getKey(), 0) >= share.getValue()) {
                return Came.OWN_ARE_TAKEN;
            }
        }
        taken++;
        shares.keySet().forEach(who -> ofEach.merge(who, 1, Integer::sum));
        return Came.IN;
    }

    /** @param whose as it was taken */
    synchronized void free(Set<UUID> whose) {
        taken--;
        whose.forEach(who -> ofEach.computeIfPresent(who, (key, count) -> count == 1 ? null : count - 1));
    }

    synchronized int taken() {
        return taken;
    }
}
