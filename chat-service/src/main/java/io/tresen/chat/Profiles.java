package io.tresen.chat;

import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** What a business tells of itself as on WhatsApp, and whether catalog and cart are shown. */
@ApplicationScoped
public class Profiles {

    private static final String COLUMNS =
            "about, address, description, email, websites, vertical, is_cart_enabled, is_catalog_visible";
    private static final Profile EMPTY = new Profile(null, null, null, null, null, null, true, true);

    /** Each may be null: not told; in a change: left as it is. */
    public record Profile(
            String about,
            String address,
            String description,
            String email,
            List<String> websites,
            String vertical,
            Boolean cartEnabled,
            Boolean catalogVisible) {}

    /** The profile, an empty one at first. */
    public Profile find(Tx tx, UUID businessId) {
        return tx.one("select " + COLUMNS + " from business_profile where business_id = $1", businessId)
                .map(Profiles::profile)
                .orElse(EMPTY);
    }

    /** Changes what is not null. */
    public void change(Tx tx, UUID businessId, Profile to) {
        tx.update("insert into business_profile (business_id) values ($1) on conflict do nothing", businessId);
        tx.update(
                "update business_profile set about = coalesce($2, about), address = coalesce($3, address),"
                        + " description = coalesce($4, description), email = coalesce($5, email),"
                        + " websites = coalesce($6, websites), vertical = coalesce($7, vertical),"
                        + " is_cart_enabled = coalesce($8, is_cart_enabled),"
                        + " is_catalog_visible = coalesce($9, is_catalog_visible) where business_id = $1",
                businessId,
                to.about(),
                to.address(),
                to.description(),
                to.email(),
                to.websites() == null ? null : to.websites().toArray(String[]::new),
                to.vertical(),
                to.cartEnabled(),
                to.catalogVisible());
    }

    private static Profile profile(Row row) {
        return new Profile(
                row.getString("about"),
                row.getString("address"),
                row.getString("description"),
                row.getString("email"),
                List.of(row.getArrayOfStrings("websites")),
                row.getString("vertical"),
                row.getBoolean("is_cart_enabled"),
                row.getBoolean("is_catalog_visible"));
    }
}
