package io.tresen.order;

import java.util.List;

/** What comes of one event or command in one state. There is no fifth way: nothing is dropped in silence. */
public sealed interface Outcome {

    /** The order changes. @param events in the order in which they are told */
    record Act(Order order, List<OrderEvent> events) implements Outcome {

        public Act {
            events = List.copyOf(events);
        }
    }

    /** It says what is known already, or what this state has outrun. @param name why, for the metric */
    record Duplicate(String name) implements Outcome {}

    /** It can't happen: dead letter and alert. */
    record Impossible(OrderStatus state, String input) implements Outcome {}

    /** A person or business asked for something that the state or a rule forbids. */
    record Refused(OrderRejection rejection) implements Outcome {}
}
