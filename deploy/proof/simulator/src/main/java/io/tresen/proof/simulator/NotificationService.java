package io.tresen.proof.simulator;

import io.tresen.catalog.CatalogEvent;
import io.tresen.messaging.Ids;
import io.tresen.notification.SimulatedNotification;
import io.tresen.notification.Subscriptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** notification-service with its copies, its waves and their timer. */
final class NotificationService extends Service {

    /** Who never wants to hear of anything is looked at every interval for 90 days; a run ends before. */
    private static final Duration LAST_STEP = Duration.ofHours(30);

    final SimulatedNotification waves;
    final List<Reader> readers;
    private final UUID business;
    private final Copy availabilityCopy;
    private final Instant lastStep;

    NotificationService(World world, Topics topics, UUID business) {
        super(world, "notification");
        this.business = business;
        this.lastStep = world.now().plus(LAST_STEP);
        this.waves = new SimulatedNotification(this, (key, event) -> tell(topics.notice, key, event));
        Alarm steps = new Alarm(this, "waves", this::firstStep, this::stepAll);
        waves.whenDue(due -> {
            if (due.isBefore(lastStep)) {
                steps.at(due);
            }
        });
        this.availabilityCopy = new Copy(this, "notification.availability", topics.availability, this::copy);
        this.readers = List.of(
                availabilityCopy,
                new Process(this, "notification.waves", topics.availability, all -> all.forEach(this::changed)),
                new Copy(this, "notification.products", topics.product, this::copyProduct),
                new Process(this, "notification.product-waves", topics.product, all -> all.forEach(this::counted)),
                new Process(this, "notification.conversations", topics.conversation, all -> all.forEach(this::heard)));
    }

    private Optional<Instant> firstStep() {
        return world.machinery.keepsStepsInMemory()
                ? Optional.empty()
                : waves.firstStep().filter(due -> due.isBefore(lastStep));
    }

    /** I8 at rest, one line each; what was planned for after the last step is nobody's fault. */
    List<String> faults() {
        return waves.faults(world.now().isBefore(lastStep) ? world.now() : lastStep);
    }

    private void stepAll() {
        boolean stepped = true;
        while (stepped) {
            stepped = transact(waves::step);
        }
    }

    private void copy(Message message) {
        CatalogEvent.AvailabilityMoved it = (CatalogEvent.AvailabilityMoved) message.value();
        waves.copyAvailability(it.productId(), it.available(), it.version(), world.machinery.orderOf(message));
    }

    private void copyProduct(Message message) {
        waves.copyProduct(seen(message), world.machinery.orderOf(message));
    }

    private SimulatedNotification.ProductSeen seen(Message message) {
        Facts.Snapshot it = (Facts.Snapshot) message.value();
        return new SimulatedNotification.ProductSeen(business, it.productId(), true, it.counted());
    }

    private void counted(Message message) {
        waves.counted(seen(message));
    }

    private void changed(Message message) {
        CatalogEvent.AvailabilityMoved it = (CatalogEvent.AvailabilityMoved) message.value();
        waves.changed(business, it.productId(), it.available(), it.version());
    }

    private void heard(Message message) {
        if (message.value() instanceof Facts.Wished it) {
            waves.wished(
                    business,
                    new Subscriptions.Wish(
                            Ids.v5(message.id(), "subscription"),
                            it.conversationId(),
                            it.shopperId(),
                            it.productId(),
                            Names.of(it.productId()),
                            it.seen(),
                            message.at()));
        } else if (message.value() instanceof Facts.NoticeSent it) {
            waves.sent(it.noticeId());
        } else if (message.value() instanceof Facts.NoticeRefused it) {
            waves.refused(it.noticeId(), it.reason());
        }
    }

    /** An operator has a copy read again from its topic. */
    void rebuildAvailability() {
        if (isUp() && living("rebuild", () -> transact(waves::loseCopies))) {
            readers.stream().filter(Copy.class::isInstance).forEach(Reader::again);
        }
    }
}
