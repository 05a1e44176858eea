package io.tresen.notification;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import io.tresen.messaging.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Reads lists of open subscriptions. Reactive: it is called on event loops. */
@ApplicationScoped
public class ListedSubscriptions implements PanacheRepositoryBase<ListedSubscription, UUID> {

    /**
     * Open subscriptions, in the order in which they were made.
     *
     * @param retailerId of one product only; null = of all
     * @param after place of the last one seen; 0 = from the beginning
     * @param limit how many to read
     */
    @WithSession
    public Uni<List<ListedSubscription>> open(UUID businessId, String retailerId, long after, int limit, Instant now) {
        Parameters parameters =
                Parameters.with("business", businessId).and("after", after).and("now", now);
        String where = "businessId = :business and state in ('waiting', 'requested') and lapsesAt > :now"
                + " and place > :after";
        if (retailerId != null) {
            where += " and productId = :product";
            parameters.and("product", Ids.v5(businessId, retailerId));
        }
        return find(where + " order by place", parameters).page(0, limit).list();
    }
}
