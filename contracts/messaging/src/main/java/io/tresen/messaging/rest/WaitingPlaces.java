package io.tresen.messaging.rest;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** So many may wait at a time, and of one caller a share: others' news come too. */
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

    /** @param who the caller; null for nobody in particular, who has no share, @param share of one caller */
    synchronized Came take(UUID who, int share) {
        if (taken >= all) {
            return Came.ALL_ARE_TAKEN;
        }
        if (who != null && ofEach.getOrDefault(who, 0) >= share) {
            return Came.OWN_ARE_TAKEN;
        }
        taken++;
        if (who != null) {
            ofEach.merge(who, 1, Integer::sum);
        }
        return Came.IN;
    }

    synchronized void free(UUID who) {
        taken--;
        if (who != null) {
            ofEach.computeIfPresent(who, (key, count) -> count == 1 ? null : count - 1);
        }
    }

    synchronized int taken() {
        return taken;
    }
}
