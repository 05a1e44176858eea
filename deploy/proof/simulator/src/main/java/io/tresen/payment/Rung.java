package io.tresen.payment;

import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;

/** The bell that wakes threads in a service: here the rows themselves say when something is due. */
final class Rung {

    private static final Event<WorkDue> NOWHERE = make();

    private Rung() {}

    static Event<WorkDue> nowhere() {
        return NOWHERE;
    }

    @SuppressWarnings("unchecked")
    private static Event<WorkDue> make() {
        return (Event<WorkDue>) Proxy.newProxyInstance(
                Rung.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> null);
    }
}
