package io.tresen.messaging.inbox;

import io.tresen.contracts.Topic;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.RecordFault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * The command {@code replay told:*}: tells again, topic by topic, the present state of each key of which a restored database
 * had told more than it knows. Keys that have been told again are noted in the same transaction, at most {@link #AT_ONCE} of
 * them, so a command that broke off goes on where it was. It settles nothing: what was lost is still a person's to look after.
 */
@ApplicationScoped
class Retellings {

    static final int AT_ONCE = 500;

    private final Database database;
    private final ToldEvents told;
    private final Instance<Retelling> retellings;

    Retellings(Database database, ToldEvents told, @Any Instance<Retelling> retellings) {
        this.database = database;
        this.told = told;
        this.retellings = retellings;
    }

    /** Does it and ends the command. @throws RecordFault {@code nothing-to-tell-again} where a service has no topic of states */
    void tellAgain(Claim claim) {
        List<Retelling> all = retellings.stream()
                .sorted(Comparator.comparing(one -> one.topic().name()))
                .toList();
        if (all.isEmpty()) {
            throw new RecordFault(
                    "nothing-to-tell-again", "this service tells no state again; its keys are a person's");
        }
        long events = 0;
        for (Retelling one : all) {
            OptionalInt some = some(claim, one);
            while (some.isPresent()) {
                events += some.getAsInt();
                some = some(claim, one);
            }
        }
        long told = events;
        database.run(tx -> claim.end(tx, "done", told + " events told the present state"));
    }

    /** Tells some keys of one business; empty when none is left. */
    private OptionalInt some(Claim claim, Retelling one) {
        return database.inTransaction(tx -> {
            claim.assertMine(tx);
            return some(tx, one);
        });
    }

    private OptionalInt some(Tx tx, Retelling one) {
        Topic topic = one.topic();
        return told.untold(tx, topic.name(), AT_ONCE)
                .map(keys -> {
                    int events = one.tellAgain(tx, keys.businessId(), keys.sequences());
                    told.toldAgain(tx, topic.name(), keys);
                    return OptionalInt.of(events);
                })
                .orElse(OptionalInt.empty());
    }
}
