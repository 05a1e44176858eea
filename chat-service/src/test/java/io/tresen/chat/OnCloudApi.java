package io.tresen.chat;

import io.tresen.messaging.db.Database;
import jakarta.inject.Inject;

/** What tests of the Cloud API share. */
abstract class OnCloudApi extends OnEngines {

    @Inject
    Database database;

    /** As if the business had sent so much that it has to wait for 10 s. */
    final void tooFast(CloudApi app) {
        database.run(tx -> tx.update(
                "insert into send_rate as r (business_id, to_id, tokens, counted_at) values ($1, $1, 0,"
                        + " clock_timestamp() + interval '10 seconds') on conflict (business_id, to_id)"
                        + " do update set tokens = 0, counted_at = excluded.counted_at",
                app.business().businessId()));
    }
}
