package io.tresen.proof.simulator;

/**
 * How rough a run is, in millionths per occasion. Drawn once, so that some seeds are calm and show what is wrong without any
 * fault, and some are so rough that faults meet.
 *
 * @param deathBeforeCommit a process ends inside a transaction
 * @param deathAfterCommit it ends between commit and acknowledgement, or between two steps of a task
 * @param away the database does not answer
 * @param again a reader is set back, as by a rebalance
 * @param slow something takes seconds instead of milliseconds
 * @param unanswered the provider does not answer in time
 * @param crossed events of a key are read in another order, as where a topic got more partitions
 */
record Weather(
        int deathBeforeCommit, int deathAfterCommit, int away, int again, int slow, int unanswered, int crossed) {

    static Weather of(World world) {
        return switch ((int) world.between(0, 4)) {
            case 0 -> new Weather(0, 0, 0, 0, 20_000, 0, 0);
            case 1 -> new Weather(500, 500, 2_000, 20_000, 50_000, 50_000, 0);
            case 2 -> new Weather(3_000, 8_000, 5_000, 60_000, 250_000, 200_000, 300_000);
            case 3 -> new Weather(8_000, 15_000, 20_000, 100_000, 100_000, 400_000, 100_000);
            default -> new Weather(1_000, 3_000, 100_000, 200_000, 250_000, 100_000, 500_000);
        };
    }
}
