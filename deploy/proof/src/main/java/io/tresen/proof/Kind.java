package io.tresen.proof;

import io.tresen.local.sandbox.Fault;
import io.tresen.proof.Profiles.Part;
import io.tresen.proof.report.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The experiments of which profiles are made, each with how it is run by the counts of a {@link Part}. */
enum Kind {
    SIMULATE((part, seed) -> Simulated.outcome(part.count("seeds"), seed)),
    INPUT((part, seed) -> Inputs.outcome(part.count("count"), seed)),
    KILLS(Kills.EXPERIMENT, (part, seed) -> new Kills(part.count("orders"), seed, part.count("per-service"))),
    OUTAGES(
            Outages.EXPERIMENT,
            (part, seed) -> new Outages(
                    part.count("orders"),
                    seed,
                    part.count("broker-kills"),
                    part.count("database-kills"),
                    part.count("pauses"))),
    RACES(
            Races.EXPERIMENT,
            (part, seed) -> new Races(part.count("repeats"), seed, part.count("crowd"), part.count("every"))),
    REPLAY(Replays.EXPERIMENT, part -> Replays.series(part.count("orders"))),
    POISON(Poisons.EXPERIMENT, part -> Poisons.series(part.count("orders"))),
    VERSIONS(Versions.EXPERIMENT, part -> Versions.series(part.count("orders"))),
    CLOCK(ClockJumps.EXPERIMENT, part -> ClockJumps.series(part.count("orders"))),
    BACKLOG(Backlogs.EXPERIMENT, part -> Backlogs.series(List.of("notification"), absence(part))),
    BACKLOG_OF_ORDERS(Backlogs.EXPERIMENT, part -> Backlogs.series(List.of("catalog", "payment"), absence(part))),
    STEPS(Steps.EXPERIMENT, part -> Steps.series(part.count("rounds"), List.of(Fault.values()))),
    RESTORE_ORDER(Restores.EXPERIMENT, part -> Restores.series("order", part.count("orders"))),
    RESTORE_PAYMENT(Restores.EXPERIMENT, part -> Restores.series("payment", part.count("orders"))),
    UPGRADE(
            Upgrades.EXPERIMENT,
            (part, seed) ->
                    Upgrades.outcome(Path.of(System.getProperty("tresen.proof.from")), part.count("orders"), seed),
            Kind::onItsOwn);

    private final Experiment experiment;
    private final BiFunction<Part, Long, Outcome> outcome;
    private final BiFunction<Part, Long, Series> shared;

    /** One whose series another can follow on the same platform: who runs it checks behind it. */
    Kind(Experiment experiment, BiFunction<Part, Long, Series> shared) {
        this(
                experiment,
                (part, seed) ->
                        experiment.outcome(seed, shared.apply(part, seed).thenChecked()),
                shared);
    }

    /** One that needs no platform. */
    Kind(BiFunction<Part, Long, Outcome> outcome) {
        this(null, outcome, Kind::onItsOwn);
    }

    /** One that needs a platform of its own and checks itself. */
    Kind(Experiment experiment, Function<Part, Series> series) {
        this(experiment, (part, seed) -> experiment.outcome(seed, series.apply(part)), Kind::onItsOwn);
    }

    Kind(Experiment experiment, BiFunction<Part, Long, Outcome> outcome, BiFunction<Part, Long, Series> shared) {
        this.experiment = experiment;
        this.outcome = outcome;
        this.shared = shared;
    }

    private static Absence absence(Part part) {
        return new Absence(part.count("arrival"), part.count("away"));
    }

    private static Series onItsOwn(Part part, long seed) {
        throw new IllegalArgumentException(part + " shares no platform");
    }

    /** Nothing for what needs no platform. */
    Optional<Experiment> experiment() {
        return Optional.ofNullable(experiment);
    }

    /** Runs it, on a platform of its own where it needs one. */
    Outcome outcome(Part part, long seed) {
        return outcome.apply(part, seed);
    }

    /** What it does, for a platform that it shares. @throws IllegalArgumentException when it shares none */
    Series shared(Part part, long seed) {
        return shared.apply(part, seed);
    }
}
