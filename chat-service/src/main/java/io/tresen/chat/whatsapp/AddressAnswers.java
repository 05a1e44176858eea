package io.tresen.chat.whatsapp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.chat.Posted;
import io.tresen.chat.Receiving;
import io.tresen.chat.SealedLinks.Asked;
import io.tresen.chat.assistant.Address;
import io.tresen.chat.assistant.Inbound;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Takes in what was filled in on an address page: the same {@code nfm_reply} as from a chat (INTERFACE 5), once per form. It
 * opens no 24-hour window, since at Meta none is open either.
 */
@ApplicationScoped
public class AddressAnswers {

    private final Receiving receiving;
    private final ObjectMapper mapper;

    AddressAnswers(Receiving receiving, ObjectMapper mapper) {
        this.receiving = receiving;
        this.mapper = mapper;
    }

    /**
     * Takes it; a form that was taken before changes nothing.
     *
     * @param form names the form that was shown
     * @param body what stands for it in the conversation
     * @return false when the conversation is not there any more
     */
    public boolean take(Tx tx, Instant now, UUID businessId, Asked asked, String form, Address address, String body) {
        int fresh = tx.update(
                "insert into whatsapp_address_form (business_id, form) values ($1, $2) on conflict do nothing",
                businessId,
                form);
        if (fresh == 0) {
            return true;
        }
        Posted posted = new Posted(
                new Inbound.AddressGiven(address, null), asked.messageId(), message(asked, address, body), null);
        return receiving
                .take(tx, now, businessId, asked.conversationId(), posted, false)
                .isPresent();
    }

    private ObjectNode message(Asked asked, Address address, String body) {
        try {
            ObjectNode message = mapper.createObjectNode().put("type", "interactive");
            message.putObject("context").put("id", asked.messageId());
            message.putObject("interactive")
                    .put("type", "nfm_reply")
                    .putObject("nfm_reply")
                    .put("name", "address_message")
                    .put("body", body)
                    .put("response_json", mapper.writeValueAsString(Map.of("values", address)));
            return message;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An address can't be written", e);
        }
    }
}
