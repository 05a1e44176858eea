package io.tresen.order;

import static io.tresen.order.Samples.NOW;
import static io.tresen.order.Samples.PARCEL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every state and every event, written down. {@code >state[:payment]} acts, {@code =name} knows it already, {@code !} can't
 * happen, {@code x:code} refuses a command. A pair that is not in the table fails.
 */
class OrderTransitionsTest {

    private static final String CARD =
            """
            event             | placed                    | awaiting_payment           | confirmed                  | partially_shipped          | shipped                    | delivered                  | returned                   | cancelling                 | cancelled                    | expired                    | rejected
            stockReserved     | >awaiting_payment:pending | =reserved-already          | =reserved-already          | =reserved-already          | =reserved-already          | =reserved-already          | =reserved-already          | =reserved-already          | =cancelled-while-placed      | =reserved-already          | !
            stockRejected     | >rejected:none            | !                          | !                          | !                          | !                          | !                          | !                          | !                          | =cancelled-while-placed      | !                          | !
            stockReleased     | !                         | !                          | !                          | !                          | !                          | !                          | !                          | >cancelling:paid           | =released-by-our-event       | =released-by-our-event     | !
            paymentPending    | !                         | =pending-already           | =another-attempt           | =another-attempt           | =another-attempt           | =another-attempt           | =another-attempt           | =another-attempt           | =withdrawn-already           | =withdrawn-already         | !
            paymentSucceeded  | !                         | >confirmed:paid            | !                          | !                          | !                          | !                          | !                          | !                          | >cancelled:paid              | >expired:paid              | !
            lateMoney         | !                         | >awaiting_payment:paid     | =late-money                | =late-money                | =late-money                | =late-money                | =late-money                | =late-money                | >cancelled:paid              | >expired:paid              | !
            paymentFailed     | !                         | >awaiting_payment:failed   | =another-attempt           | =another-attempt           | =another-attempt           | =another-attempt           | =another-attempt           | =another-attempt           | >cancelled:failed            | >expired:failed            | !
            paymentUnknown    | !                         | >awaiting_payment:unknown  | =another-attempt           | =another-attempt           | =another-attempt           | =another-attempt           | =another-attempt           | =another-attempt           | >cancelled:unknown           | >expired:unknown           | !
            paymentHeld       | !                         | >awaiting_payment:pending  | >confirmed:paid            | >partially_shipped:paid    | >shipped:paid              | >delivered:paid            | >returned:paid             | >cancelling:paid           | >cancelled:pending           | >expired:pending           | !
            paymentCancelled  | !                         | >awaiting_payment:none     | =another-attempt           | =another-attempt           | =another-attempt           | =another-attempt           | =another-attempt           | =another-attempt           | =known-already               | >expired:none              | !
            refundSucceeded   | !                         | >awaiting_payment:refunded | >confirmed:refunded        | >partially_shipped:refunded | >shipped:refunded         | >delivered:refunded        | >returned:refunded         | >cancelling:refunded       | >cancelled:refunded          | >expired:refunded          | !
            refundFailed      | !                         | >awaiting_payment:pending  | >confirmed:paid            | >partially_shipped:paid    | >shipped:paid              | >delivered:paid            | >returned:paid             | >cancelling:paid           | >cancelled:none              | >expired:pending           | !
            cashCollected     | !                         | !                          | !                          | !                          | !                          | !                          | !                          | !                          | !                            | !                          | !
            deadlinePassed    | !                         | >expired:pending           | =already-decided           | =already-decided           | =already-decided           | =already-decided           | =already-decided           | =already-decided           | =already-decided             | =already-decided           | !
            cancel            | >cancelled:none           | >cancelled:pending         | >cancelling:paid           | x:already-shipped          | x:already-shipped          | x:already-shipped          | x:already-shipped          | =cancelled-already         | =cancelled-already           | x:order-closed             | x:order-closed
            correctAddress    | >placed:none              | >awaiting_payment:pending  | >confirmed:paid            | x:already-shipped          | x:already-shipped          | x:already-shipped          | x:already-shipped          | x:order-closed             | x:order-closed               | x:order-closed             | x:order-closed
            ship              | x:not-confirmed           | x:not-confirmed            | >shipped:paid              | >shipped:paid              | x:already-shipped          | x:already-shipped          | x:already-shipped          | x:order-closed             | x:order-closed               | x:order-closed             | x:order-closed
            deliver           | x:not-confirmed           | x:not-confirmed            | x:nothing-to-deliver       | >partially_shipped:paid    | >delivered:paid            | x:already-delivered        | x:already-returned         | x:order-closed             | x:order-closed               | x:order-closed             | x:order-closed
            takeBack          | x:not-confirmed           | x:not-confirmed            | x:nothing-shipped          | >partially_shipped:paid    | >returned:paid             | >returned:paid             | x:already-returned         | x:order-closed             | x:order-closed               | x:order-closed             | x:order-closed
            """;

    /** Cash on delivery never waits for a payment, so it is in nine states. */
    private static final String CASH =
            """
            event             | placed                    | confirmed                  | partially_shipped          | shipped                    | delivered                  | returned                   | cancelling                 | cancelled                    | rejected
            stockReserved     | >confirmed:pending        | =reserved-already          | =reserved-already          | =reserved-already          | =reserved-already          | =reserved-already          | =reserved-already          | =cancelled-while-placed      | !
            stockRejected     | >rejected:none            | !                          | !                          | !                          | !                          | !                          | !                          | =cancelled-while-placed      | !
            stockReleased     | !                         | !                          | !                          | !                          | !                          | !                          | >cancelling:pending        | =released-by-our-event       | !
            paymentPending    | !                         | =cash-is-pending           | =cash-is-pending           | =cash-is-pending           | =cash-is-pending           | =cash-is-pending           | =cash-is-pending           | =withdrawn-already           | !
            paymentSucceeded  | !                         | !                          | !                          | !                          | !                          | !                          | !                          | !                            | !
            lateMoney         | !                         | =late-money                | =late-money                | =late-money                | =late-money                | =late-money                | =late-money                | !                            | !
            paymentFailed     | !                         | !                          | !                          | !                          | !                          | !                          | !                          | >cancelled:failed            | !
            paymentUnknown    | !                         | !                          | !                          | !                          | !                          | !                          | !                          | >cancelled:unknown           | !
            paymentHeld       | !                         | !                          | !                          | !                          | !                          | !                          | !                          | >cancelled:pending           | !
            paymentCancelled  | !                         | !                          | !                          | !                          | !                          | >returned:none             | >cancelling:none           | =known-already               | !
            refundSucceeded   | !                         | >confirmed:refunded        | >partially_shipped:refunded | >shipped:refunded         | >delivered:refunded        | >returned:refunded         | >cancelling:refunded       | >cancelled:refunded          | !
            refundFailed      | !                         | >confirmed:pending         | >partially_shipped:pending | >shipped:pending           | >delivered:pending         | >returned:pending          | >cancelling:pending        | >cancelled:none              | !
            cashCollected     | !                         | !                          | >partially_shipped:paid    | >shipped:paid              | >delivered:paid            | >returned:paid             | !                          | !                            | !
            deadlinePassed    | !                         | =already-decided           | =already-decided           | =already-decided           | =already-decided           | =already-decided           | =already-decided           | =already-decided             | !
            cancel            | >cancelled:none           | >cancelling:pending        | x:already-shipped          | x:already-shipped          | x:already-shipped          | x:already-shipped          | =cancelled-already         | =cancelled-already           | x:order-closed
            correctAddress    | >placed:none              | >confirmed:pending         | x:already-shipped          | x:already-shipped          | x:already-shipped          | x:already-shipped          | x:order-closed             | x:order-closed               | x:order-closed
            ship              | x:not-confirmed           | >shipped:pending           | >shipped:pending           | x:already-shipped          | x:already-shipped          | x:already-shipped          | x:order-closed             | x:order-closed               | x:order-closed
            deliver           | x:not-confirmed           | x:nothing-to-deliver       | >partially_shipped:pending | >delivered:pending         | x:already-delivered        | x:already-returned         | x:order-closed             | x:order-closed               | x:order-closed
            takeBack          | x:not-confirmed           | x:nothing-shipped          | >partially_shipped:pending | >returned:pending          | >returned:pending          | x:already-returned         | x:order-closed             | x:order-closed               | x:order-closed
            """;

    private static final Map<String, Function<Order, Outcome>> EVENTS = new LinkedHashMap<>();

    static {
        EVENTS.put("stockReserved", o -> o.state().stockReserved(o, NOW));
        EVENTS.put("stockRejected", o -> o.state().stockRejected(o, "sold-out", List.of("mug")));
        EVENTS.put("stockReleased", o -> o.state().stockReleased(o));
        EVENTS.put("paymentPending", o -> o.state().paymentPending(o));
        EVENTS.put("paymentSucceeded", o -> o.state().paymentSucceeded(o));
        EVENTS.put("lateMoney", o -> o.state().lateMoney(o));
        EVENTS.put("paymentFailed", o -> o.state().paymentFailed(o));
        EVENTS.put("paymentUnknown", o -> o.state().paymentUnknown(o));
        EVENTS.put("paymentHeld", o -> o.state().paymentHeld(o, NOW));
        EVENTS.put("paymentCancelled", o -> o.state().paymentCancelled(o));
        EVENTS.put("refundSucceeded", o -> o.state().refundSucceeded(o, RefundReason.REQUESTED, true));
        EVENTS.put("refundFailed", o -> o.state().refundFailed(o, new MoneyLeft(1_990, 0, false), NOW));
        EVENTS.put("cashCollected", o -> o.state().cashCollected(o));
        EVENTS.put("deadlinePassed", o -> o.state().deadlinePassed(o, NOW.plusSeconds(1_800)));
        EVENTS.put("cancel", o -> o.state().cancel(o, Actor.SHOP, null));
        EVENTS.put("correctAddress", o -> o.state().correctAddress(o, Actor.SHOP));
        EVENTS.put("ship", o -> o.state().ship(o, Samples.parcel(Samples.BUSINESS)));
        EVENTS.put("deliver", o -> o.state().deliver(o, null, NOW));
        EVENTS.put("takeBack", o -> o.state().takeBack(o, new Return(PARCEL, "broken", null, true)));
    }

    @TestFactory
    Stream<DynamicTest> every_state_answers_every_event_of_a_card_order_as_written() {
        return cells(CARD, PaymentMethod.CARD);
    }

    @TestFactory
    Stream<DynamicTest> every_state_answers_every_event_of_a_cash_order_as_written() {
        return cells(CASH, PaymentMethod.COD);
    }

    @Test
    void the_table_lists_every_state_and_every_event() {
        Set<String> states = leaves(OrderState.class).collect(Collectors.toCollection(TreeSet::new));
        Set<String> sampled = Arrays.stream(OrderStatus.values())
                .map(status -> Samples.in(status, PaymentMethod.CARD)
                        .state()
                        .getClass()
                        .getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(states, sampled, "states and words for them");
        assertEquals(OrderStatus.values().length, read(CARD).size(), "columns");
        Set<String> events = Arrays.stream(OrderState.class.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .map(Method::getName)
                .filter(name -> !name.equals("status"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(events, new TreeSet<>(EVENTS.keySet()), "events");
        read(CARD).values().forEach(column -> assertEquals(events, new TreeSet<>(column.keySet())));
        read(CASH).values().forEach(column -> assertEquals(events, new TreeSet<>(column.keySet())));
    }

    @Test
    void an_order_that_may_have_no_shipments_has_none_whatever_happens() {
        for (OrderStatus status : OrderStatus.values()) {
            EVENTS.forEach((name, event) -> {
                if (event.apply(Samples.in(status, PaymentMethod.CARD)) instanceof Outcome.Act act) {
                    Order after = act.order();
                    assertTrue(
                            after.status().mayHaveShipments()
                                    || after.shipments().isEmpty(),
                            () -> status + " " + name);
                }
            });
        }
    }

    @Test
    void no_event_leads_out_of_a_final_state() {
        for (OrderStatus end :
                List.of(OrderStatus.CANCELLED, OrderStatus.EXPIRED, OrderStatus.REJECTED, OrderStatus.RETURNED)) {
            Order order = Samples.in(end, PaymentMethod.CARD);
            EVENTS.values().forEach(event -> {
                if (event.apply(order) instanceof Outcome.Act act) {
                    assertEquals(end, act.order().status());
                }
            });
        }
    }

    @Test
    void every_change_raises_the_version_and_nothing_else_does() {
        for (OrderStatus status : OrderStatus.values()) {
            Order order = Samples.in(status, PaymentMethod.CARD);
            EVENTS.values().forEach(event -> {
                if (event.apply(order) instanceof Outcome.Act act) {
                    assertTrue(act.order().version() > order.version());
                }
            });
        }
    }

    private static Stream<DynamicTest> cells(String table, PaymentMethod method) {
        return read(table).entrySet().stream().flatMap(column -> column.getValue().entrySet().stream()
                .map(cell -> DynamicTest.dynamicTest(
                        column.getKey().word() + " " + cell.getKey(),
                        () -> assertEquals(
                                cell.getValue(),
                                text(EVENTS.get(cell.getKey()).apply(Samples.in(column.getKey(), method)))))));
    }

    private static String text(Outcome outcome) {
        if (outcome instanceof Outcome.Act act) {
            return ">" + act.order().status().word() + ":"
                    + act.order().paymentStatus().name().toLowerCase(java.util.Locale.ROOT);
        }
        if (outcome instanceof Outcome.Duplicate duplicate) {
            return "=" + duplicate.name();
        }
        if (outcome instanceof Outcome.Refused refused) {
            return "x:" + refused.rejection().code();
        }
        return "!";
    }

    private static Map<OrderStatus, Map<String, String>> read(String table) {
        List<List<String>> rows = table.lines()
                .map(line -> Arrays.stream(line.split("\\|")).map(String::trim).toList())
                .toList();
        Map<OrderStatus, Map<String, String>> columns = new EnumMap<>(OrderStatus.class);
        for (int c = 1; c < rows.get(0).size(); c++) {
            OrderStatus status = OrderStatus.valueOf(rows.get(0).get(c).toUpperCase(java.util.Locale.ROOT));
            Map<String, String> column = new LinkedHashMap<>();
            for (List<String> row : rows.subList(1, rows.size())) {
                column.put(row.get(0), row.get(c));
            }
            columns.put(status, column);
        }
        return columns;
    }

    private static Stream<String> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(OrderTransitionsTest::leaves)
                : Stream.of(type.getSimpleName());
    }
}
