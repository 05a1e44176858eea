package io.tresen.messaging.db;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/**
 * Tells what is done for a REST request. Threads don't: scheduled methods and requests share Quarkus' executor. So Quarkus REST is
 * asked, which has a current request while it runs filters, resource methods and what writes their answers, and nowhere else
 * (3.32: in CDI's request context, which consumers and scheduled methods may have too, without a request in it).
 */
final class RequestWork {

    private RequestWork() {}

    static boolean isOnThisThread() {
        ArcContainer container = Arc.container();
        return container != null && container.requestContext().isActive() && CurrentRequestManager.get() != null;
    }
}
