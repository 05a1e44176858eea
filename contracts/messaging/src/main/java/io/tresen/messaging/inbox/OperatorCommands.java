package io.tresen.messaging.inbox;

import io.quarkus.arc.ClientProxy;
import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.Ids;
import io.tresen.messaging.Wordless;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Outage;
import io.tresen.messaging.db.Trouble;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.RecordFault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Carries out what operators ask for in {@code operator_command}: replay or discard a dead letter, go on behind a gap,
 * rebuild a copy. The service's own consumer does it, so no other program needs to know how. Targets:
 *
 * <ul>
 *   <li>{@code replay} and {@code discard}: id of a letter
 *   <li>{@code discard}: {@code gap:<consumer>:<key>} gives up the missing events of a key
 *   <li>{@code discard}: {@code told:<key>} or {@code told:*} notes that a person has looked after what a restored database
 *       did not know
 *   <li>{@code replay}: {@code told:*} tells the present state of those keys again ({@link Retelling})
 *   <li>{@code rebuild}: name of a copy, or {@code *} for all copies of the service, one after the other
 *   <li>{@code rebuild}: {@code restored:<time of the backup>}, waits for a fenced start ({@link Fence})
 *   <li>a service's own {@link OperatorTask}: what the task says
 * </ul>
 *
 * <p>One command at a time for all replicas. It ends as {@code done} or {@code failed}, with a {@code detail}; one that
 * meets an outage is begun again, at most {@value #ATTEMPTS} times.
 */
@ApplicationScoped
public class OperatorCommands {

    private static final Logger LOG = Logger.getLogger(OperatorCommands.class);
    private static final long POLL_MS = 1_000;
    private static final int ATTEMPTS = 20;
    private static final int AGAIN_IN_S = 5;
    private static final String GAP = "gap:";
    private static final String TOLD = "told:";

    private final Database database;
    private final Consumers consumers;
    private final CopyRebuild rebuild;
    private final ToldEvents told;
    private final Retellings retellings;
    private final Instance<OperatorTask> tasks;

    OperatorCommands(
            Database database,
            Consumers consumers,
            CopyRebuild rebuild,
            ToldEvents told,
            Retellings retellings,
            @Any Instance<OperatorTask> tasks) {
        this.database = database;
        this.consumers = consumers;
        this.rebuild = rebuild;
        this.told = told;
        this.retellings = retellings;
        this.tasks = tasks;
    }

    void start(@Observes StartupEvent event, BeanManager beans) {
        makeConsumers(beans);
        Thread thread = new Thread(this::work, "operator-commands");
        thread.setDaemon(true);
        thread.start();
    }

    /** A consumer's bean is made when its first record comes; a command may name one that none has reached since the start. */
    private static void makeConsumers(BeanManager beans) {
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            Class<?> type = bean.getBeanClass();
            if (type.getName().startsWith("io.tresen.") && bean.getTypes().contains(type) && isConsumer(type)) {
                ClientProxy.unwrap(beans.getReference(bean, type, beans.createCreationalContext(bean)));
            }
        }
    }

    private static boolean isConsumer(Class<?> type) {
        return Arrays.stream(type.getMethods()).anyMatch(method -> method.isAnnotationPresent(Incoming.class));
    }

    private void work() {
        Trouble trouble = new Trouble(LOG, "Operators' commands wait");
        while (!consumers.patience.waited(POLL_MS)) {
            try {
                Optional<Claim> claim = Claim.next(database);
                trouble.over();
                while (claim.isPresent() && !consumers.patience.stopping()) {
                    carryOut(claim.get(), trouble);
                    claim = Claim.next(database);
                }
            } catch (Exception e) {
                trouble.happened(e);
            }
        }
    }

    private void carryOut(Claim held, Trouble trouble) {
        try (Claim claim = held) {
            try {
                begin(claim);
            } catch (Claim.Lost | Patience.Stopped over) {
                LOG.infof("Command %s %s is left to another replica", claim.kind(), claim.target());
            } catch (Exception e) {
                if (Outage.isOne(e) && claim.attempt() < ATTEMPTS) {
                    trouble.happened(e);
                    claim.giveBack(AGAIN_IN_S);
                } else {
                    LOG.warnf("Command %s %s failed: %s", claim.kind(), claim.target(), Wordless.kind(e));
                    database.run(tx -> claim.end(tx, "failed", e.getMessage() == null ? e.toString() : e.getMessage()));
                }
            }
        }
    }

    private void begin(Claim claim) {
        String target = claim.target();
        switch (claim.kind()) {
            case "rebuild" -> rebuild(claim);
            case "replay" -> {
                if (target.startsWith(TOLD)) {
                    tellAgain(claim);
                } else {
                    letter(claim, "replayed");
                }
            }
            case "discard" -> {
                if (target.startsWith(GAP)) {
                    skipGap(claim);
                } else if (target.startsWith(TOLD)) {
                    settle(claim);
                } else {
                    letter(claim, "discarded");
                }
            }
            default -> task(claim);
        }
    }

    private void task(Claim claim) {
        OperatorTask task = tasks.stream()
                .filter(one -> one.kind().equals(claim.kind()))
                .findFirst()
                .orElseThrow(() -> new RecordFault("no-such-command", "there is no command " + claim.kind()));
        database.run(tx -> claim.end(tx, "done", task.carryOut(tx, claim.target())));
    }

    private void settle(Claim claim) {
        String target = claim.target().substring(TOLD.length());
        UUID key = Ids.parse(target);
        if (key == null && !target.equals("*")) {
            throw new RecordFault("no-such-key", claim.target() + " is not of the form told:<key> or told:*");
        }
        database.run(tx -> claim.end(tx, "done", told.settle(tx, key) + " events settled"));
    }

    private void tellAgain(Claim claim) {
        if (!claim.target().equals(TOLD + "*")) {
            throw new RecordFault("no-such-key", claim.target() + " is not told:*");
        }
        retellings.tellAgain(claim);
    }

    private void rebuild(Claim claim) {
        if (claim.target().equals("*")) {
            long records = 0;
            List<EventCopy> copies = consumers.copies();
            for (EventCopy copy : copies) {
                records += rebuild.rebuild(copy, claim).records();
            }
            end(claim, copies.size() + " copies, " + records + " records");
        } else {
            EventCopy copy = consumers
                    .copy(claim.target())
                    .orElseThrow(() -> new RecordFault("no-such-copy", "this service has no copy " + claim.target()));
            end(claim, rebuild.rebuild(copy, claim).toString());
        }
    }

    private void end(Claim claim, String detail) {
        database.run(tx -> claim.end(tx, "done", detail));
    }

    private void skipGap(Claim claim) {
        String target = claim.target();
        int colon = target.lastIndexOf(':');
        UUID key = Ids.parse(target.substring(colon + 1));
        if (colon < GAP.length() || key == null) {
            throw new RecordFault("no-such-gap", target + " is not of the form gap:<consumer>:<key>");
        }
        EventProcess process = process(target.substring(GAP.length(), colon));
        database.run(tx -> {
            process.skipGap(tx, key);
            claim.end(tx, "done", "gap skipped");
        });
    }

    private void letter(Claim claim, String done) {
        UUID id = Ids.parse(claim.target());
        if (id == null) {
            throw new RecordFault("no-such-letter", claim.target() + " is not the id of a letter");
        }
        database.run(tx -> {
            String consumer = tx.one("select consumer from dead_letter where id = $1 and state = 'open'", id)
                    .map(row -> row.getString("consumer"))
                    .orElseThrow(() -> new RecordFault("no-such-letter", "there is no open letter " + id));
            treat(tx, consumer, id, done.equals("replayed"));
            claim.end(tx, "done", done);
        });
    }

    private void treat(Tx tx, String consumer, UUID letter, boolean replay) {
        Optional<EventCopy> copy = consumers.copy(consumer);
        if (copy.isPresent() && replay) {
            copy.get().replay(tx, letter);
        } else if (copy.isPresent()) {
            copy.get().discard(tx, letter);
        } else if (replay) {
            process(consumer).replay(tx, letter);
        } else {
            process(consumer).discard(tx, letter);
        }
    }

    private EventProcess process(String name) {
        return consumers
                .process(name)
                .orElseThrow(() -> new RecordFault("no-such-consumer", "this service has no consumer " + name));
    }
}
