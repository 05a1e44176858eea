package io.tresen.chat.rest;

import io.tresen.chat.Business;
import io.tresen.chat.Businesses;
import io.tresen.chat.assistant.Language;
import io.tresen.chat.assistant.PaymentWay;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.time.BusinessClock;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;

/** What the calling business's assistant does (INTERFACE 2). */
@Path("/chat/v1/business/assistant")
@Allowed(Role.BUSINESS)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class AssistantResource {

    private final Businesses businesses;
    private final Database database;
    private final Caller caller;
    private final BusinessClock clock;

    AssistantResource(Businesses businesses, Database database, Caller caller, BusinessClock clock) {
        this.businesses = businesses;
        this.database = database;
        this.caller = caller;
        this.clock = clock;
    }

    /** The settings; in a PUT what is absent stays. Off: no automatic answers. */
    public record Settings(Boolean enabled, List<String> languages, List<String> paymentMethods) {

        static Settings of(Business business) {
            return new Settings(
                    business.assistantEnabled(),
                    business.languages().stream().map(Language::code).toList(),
                    business.paymentMethods().stream().map(PaymentWay::word).toList());
        }
    }

    @GET
    @Allowed(value = Role.BUSINESS, agents = true)
    public Settings read() {
        return Settings.of(database.read(tx -> businesses.get(tx, caller.businessId())));
    }

    @PUT
    public Settings change(Settings body) {
        Fields fields = new Fields();
        List<Language> languages = words(fields, "/languages", body.languages(), Language.class, 1);
        List<PaymentWay> methods = words(fields, "/payment_methods", body.paymentMethods(), PaymentWay.class, 0);
        fields.check();
        return Settings.of(database.inTransaction(tx -> {
            Business business = businesses.lock(tx, caller.businessId());
            return businesses.instruct(
                    tx,
                    clock.now(),
                    business,
                    body.enabled() == null ? business.assistantEnabled() : body.enabled(),
                    languages == null ? business.languages() : languages,
                    methods == null ? business.paymentMethods() : methods);
        }));
    }

    private static <E extends Enum<E>> List<E> words(
            Fields fields, String pointer, List<String> words, Class<E> type, int least) {
        if (fields.optionalList(pointer, words, least, type.getEnumConstants().length) == null) {
            return null;
        }
        List<E> values = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            E value = fields.word(pointer + '/' + i, words.get(i), type);
            if (value != null && values.contains(value)) {
                fields.add(pointer + '/' + i, "must be there once only");
            }
            values.add(value);
        }
        return values;
    }
}
