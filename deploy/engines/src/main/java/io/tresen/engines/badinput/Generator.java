package io.tresen.engines.badinput;

import io.tresen.engines.access.AccessRow;
import io.tresen.engines.access.OpenApiFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Makes the requests: the same seed and number make the same one, but for the ids of the scene. */
final class Generator {

    private static final long APART = 1_000_003;

    private final List<Target> targets = new ArrayList<>();
    private final long seed;

    /** @param left which rows are left out */
    Generator(String table, OpenApiFile file, Predicate<AccessRow> left, long seed) {
        for (AccessRow row : AccessRow.all(table)) {
            if (!left.test(row)) {
                targets.add(Target.of(row, file));
            }
        }
        this.seed = seed;
    }

    /** How many requests in a row hit each operation once. */
    int round() {
        return targets.size();
    }

    BadRequest make(int number, Scene scene) {
        // neighbouring seeds of a Random begin alike, and every so many numbers meet one operation: its seeds are
        // scrambled
        Random random = new Random(new SplittableRandom(seed * APART + number).nextLong());
        Draft draft = new Draft(targets.get(number % targets.size()), scene, random);
        BadFields fields = new BadFields(random);
        if (random.nextBoolean()) {
            fields.complete(draft);
        }
        int changes = random.nextInt(3) == 0 ? 2 + random.nextInt(3) : 1;
        for (int i = 0; i < changes; i++) {
            spoil(draft, fields, random);
        }
        return draft.done();
    }

    private static void spoil(Draft draft, BadFields fields, Random random) {
        int kind = random.nextInt(10);
        boolean edge = draft.aim.bodyless() ? kind < 9 : kind < 3;
        if (edge) {
            new BadEdges(random).spoil(draft);
        } else if (kind < 8 && draft.raw == null && draft.aim.json()) {
            fields.spoil(draft);
        } else if (kind < 8 && draft.aim.form()) {
            new BadForms(random).spoil(draft);
        } else {
            new BadBodies(random).spoil(draft);
        }
    }
}
