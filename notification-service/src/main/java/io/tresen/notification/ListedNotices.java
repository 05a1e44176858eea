package io.tresen.notification;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import io.tresen.messaging.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Reads lists of notices. Reactive: it is called on event loops. */
@ApplicationScoped
public class ListedNotices implements PanacheRepositoryBase<ListedNotice, UUID> {

    /**
     * Notices, newest first.
     *
     * @param retailerId of one product only; null = of all
     * @param before number of the last one seen; {@link Long#MAX_VALUE} = from the newest
     * @param limit how many to read
     */
    @WithSession
    public Uni<List<ListedNotice>> newestFirst(UUID businessId, String retailerId, long before, int limit) {
        Parameters parameters = Parameters.with("business", businessId).and("before", before);
        String where = "businessId = :business and number < :before";
        if (retailerId != null) {
            where += " and productId = :product";
            parameters.and("product", Ids.v5(businessId, retailerId));
        }
        return find(where + " order by number desc", parameters).page(0, limit).list();
    }
}
