package io.tresen.chat.whatsapp;

import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where shoppers write from, and where to: (business, channel, address) leads to one conversation. */
@ApplicationScoped
public class Contacts {

    private static final String CHANNEL = "whatsapp";

    /** The conversation that an address leads to. */
    record Contact(UUID shopperId, UUID conversationId) {}

    /** Keeps others with the same address out until the transaction ends, so that one conversation is opened, not two. */
    void lock(Tx tx, UUID businessId, Sender sender) {
        for (String address : Arrays.asList(sender.userId(), sender.phone())) { // everybody in this order
            if (address != null) {
                tx.query(
                        "select pg_advisory_xact_lock(hashtextextended($1, 11))",
                        "contact " + businessId + ' ' + address);
            }
        }
    }

    /**
     * Whose address it is. The user id decides; a phone number alone leads to a conversation only while no other user id does,
     * since numbers change hands and a new owner must not read what the last one wrote.
     */
    Optional<Contact> find(Tx tx, UUID businessId, Sender sender) {
        return tx.one(
                        """
                        select shopper_id, conversation_id from channel_contact c
                        where business_id = $1 and channel = $2 and (kind = 'user' and address = $3
                          or kind = 'phone' and address = $4 and ($3::text is null or not exists (
                            select 1 from channel_contact o where o.business_id = $1 and o.channel = $2
                            and o.conversation_id = c.conversation_id and o.kind = 'user')))
                        order by kind = 'user' desc limit 1""",
                        businessId,
                        CHANNEL,
                        sender.userId(),
                        sender.phone())
                .map(row -> new Contact(row.getUUID("shopper_id"), row.getUUID("conversation_id")));
    }

    /**
     * Keeps the addresses that are new, and leads one that led elsewhere to this conversation.
     *
     * @return true when the phone number is new here
     */
    boolean keep(Tx tx, UUID businessId, Sender sender, Contact contact) {
        boolean phoneIsNew = false;
        for (List<String> address :
                List.of(Arrays.asList("user", sender.userId()), Arrays.asList("phone", sender.phone()))) {
            if (address.get(1) != null) {
                int kept = tx.update(
                        """
                        insert into channel_contact as c (business_id, channel, kind, address, shopper_id, conversation_id)
                        values ($1, $2, $3, $4, $5, $6)
                        on conflict (business_id, channel, kind, address) do update
                          set shopper_id = excluded.shopper_id, conversation_id = excluded.conversation_id, number = default
                        where c.conversation_id <> excluded.conversation_id or c.number < (
                          select max(m.number) from channel_contact m where m.business_id = $1
                          and m.conversation_id = $6 and m.kind = $3)""",
                        businessId,
                        CHANNEL,
                        address.get(0),
                        address.get(1),
                        contact.shopperId(),
                        contact.conversationId());
                phoneIsNew |= kept > 0 && address.get(0).equals("phone");
            }
        }
        return phoneIsNew;
    }

    /** How to reach the shopper of a conversation; empty where they came by no channel. */
    Optional<Sender> of(Tx tx, UUID businessId, UUID conversationId) {
        List<Row> rows = tx.list(
                "select kind, address from channel_contact where business_id = $1 and conversation_id = $2 order by number",
                businessId,
                conversationId);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        String phone = null;
        String user = null;
        for (Row row : rows) {
            phone = row.getString("kind").equals("phone") ? row.getString("address") : phone;
            user = row.getString("kind").equals("user") ? row.getString("address") : user;
        }
        return Optional.of(new Sender(phone, user));
    }

    /** The conversation is this channel's. */
    void owns(Tx tx, UUID businessId, UUID conversationId) {
        tx.update(
                "update conversation set channel = $3 where business_id = $1 and conversation_id = $2",
                businessId,
                conversationId,
                CHANNEL);
    }

    /**
     * The shopper has another number, and with it another user id: the old ones lead nowhere. A number that leads elsewhere
     * already stays there: whoever has it wrote from it, which is their own and the later word.
     *
     * @return false where the number stays with the conversation that it leads to
     */
    boolean move(Tx tx, UUID businessId, Contact contact, Sender to) {
        tx.update(
                "delete from channel_contact where business_id = $1 and conversation_id = $2",
                businessId,
                contact.conversationId());
        return tx.update(
                        """
                        insert into channel_contact (business_id, channel, kind, address, shopper_id, conversation_id)
                        values ($1, $2, 'phone', $3, $4, $5)
                        on conflict (business_id, channel, kind, address) do nothing""",
                        businessId,
                        CHANNEL,
                        to.phone(),
                        contact.shopperId(),
                        contact.conversationId())
                > 0;
    }
}
