package io.tresen.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.chat.assistant.Counterpart;
import io.tresen.chat.assistant.TransferFacts;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the assistant looks up where money goes from person to person. The money itself is payment-service's. */
@ApplicationScoped
public class WalletDesk {

    private static final String PAGE = "/payments/v1/wallet/";

    private final Shoppers shoppers;
    private final Businesses businesses;
    private final Transfers transfers;
    private final UnknownNumbers unknownNumbers;
    private final WalletTickets tickets;
    private final String origin;

    WalletDesk(
            Shoppers shoppers,
            Businesses businesses,
            Transfers transfers,
            UnknownNumbers unknownNumbers,
            WalletTickets tickets,
            @ConfigProperty(name = "tresen.origin") String origin) {
        this.shoppers = shoppers;
        this.businesses = businesses;
        this.transfers = transfers;
        this.unknownNumbers = unknownNumbers;
        this.tickets = tickets;
        this.origin = origin;
    }

    /**
     * Whose number it is. Who named too many that nobody has learns of none any more; and where many shoppers together named too
     * many phone numbers, none is looked up, since anybody can be a new shopper. So nobody lists them.
     */
    Counterpart counterpart(Tx tx, ChatEvent.Party party, String number) {
        if (!unknownNumbers.mayName(tx, party.businessId(), party.shopperId())) {
            return new Counterpart.TooMany();
        }
        boolean phone = !number.startsWith(Shopper.ALIAS);
        if (phone && !unknownNumbers.mayNamePhone(tx, party.businessId())) {
            unknownNumbers.takeBack(tx, party.businessId(), party.shopperId());
            return new Counterpart.PhonesClosed();
        }
        Optional<Shopper> found = shoppers.numbered(tx, party.businessId(), number);
        if (found.isEmpty()) {
            if (phone) {
                unknownNumbers.countPhone(tx, party.businessId());
            }
            return new Counterpart.Unknown();
        }
        unknownNumbers.takeBack(tx, party.businessId(), party.shopperId());
        return new Counterpart.Known(found.get().id(), found.get().waId());
    }

    Optional<TransferFacts> transfer(Tx tx, ChatEvent.Party party, UUID transferId) {
        return transfers.find(tx, party.businessId(), party.shopperId(), transferId);
    }

    /** Address of the shopper's wallet page, with a ticket of its own. */
    String page(Tx tx, ChatEvent.Party party) {
        return origin
                + PAGE
                + tickets.ticket(party, businesses.get(tx, party.businessId()).currency());
    }

    /** A message as others than the shopper see it: for some minutes a ticket could set a PIN where there is none. */
    public static JsonNode closed(JsonNode message) {
        String pointer = "/interactive/action/parameters";
        String url = message.at(pointer + "/url").asText("");
        int page = url.indexOf(PAGE);
        if (page < 0) {
            return message;
        }
        JsonNode copy = message.deepCopy();
        ((ObjectNode) copy.at(pointer)).put("url", url.substring(0, page + PAGE.length()));
        return copy;
    }
}
