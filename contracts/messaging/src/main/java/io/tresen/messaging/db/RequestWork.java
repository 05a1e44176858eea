package io.tresen.messaging.db;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

/**
 * Tells what is done for a REST request. Threads don't: scheduled methods and requests share Quarkus' executor. So Quarkus REST is
 * asked, which has a current request while it runs filters, resource methods and what writes their answers, and nowhere else
 * (3.32: in CDI's request context, which consumers and scheduled methods may have too, without a request in it).
 */
final class RequestWork {

    private static final String HAD_A_TURN = RequestWork.class.getName() + ".had-a-turn";

    private RequestWork() {}

    static boolean isOnThisThread() {
        return request() != null;
    }

    /** Whether this thread works for a request that has had a turn. */
    static boolean hasHadTurn() {
        ResteasyReactiveRequestContext request = request();
        return request != null && request.getProperty(HAD_A_TURN) != null;
    }

    /** Its turn has begun; nothing where this thread works for no request. */
    static void turnBegan() {
        ResteasyReactiveRequestContext request = request();
        if (request != null) {
            request.setProperty(HAD_A_TURN, true);
        }
    }

    private static ResteasyReactiveRequestContext request() {
        ArcContainer container = Arc.container();
        return container != null && container.requestContext().isActive() ? CurrentRequestManager.get() : null;
    }
}
