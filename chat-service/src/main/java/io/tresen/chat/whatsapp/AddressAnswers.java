package io.tresen.chat.whatsapp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.chat.Posted;
import io.tresen.chat.Receiving;
import io.tresen.chat.SealedLinks.Asked;
import io.tresen.chat.SendRates;
import io.tresen.chat.assistant.Address;
import io.tresen.chat.assistant.Inbound;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Problem;
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

    /** The name of the rejection of one address too many. */
    public static final String TOO_MANY = "too-many-addresses";

    private final Receiving receiving;
    private final SendRates rates;
    private final ObjectMapper mapper;

    AddressAnswers(Receiving receiving, SendRates rates, ObjectMapper mapper) {
        this.receiving = receiving;
        this.rates = rates;
        this.mapper = mapper;
    }

    /**
     * Takes it; a form that was taken before changes nothing.
     *
     * @param form names the form that was shown
     * @param body what stands for it in the conversation
     * @return false when the conversation is not there any more
     * @throws io.tresen.messaging.RejectedException {@link #TOO_MANY}: each is answered, and what waits to be sent waits behind
     */
    public boolean take(Tx tx, Instant now, UUID businessId, Asked asked, String form, Address address, String body) {
        if (tx.one("select 1 from whatsapp_address_form where business_id = $1 and form = $2", businessId, form)
                .isPresent()) {
            return true;
        }
        rates.fromPage(tx, businessId, asked.conversationId()).ifPresent(wait -> {
            throw Problem.of(TOO_MANY, 429, "Too many addresses were given on this page")
                    .retryIn(wait)
                    .exception();
        });
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
