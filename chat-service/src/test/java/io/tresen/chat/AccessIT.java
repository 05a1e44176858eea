package io.tresen.chat;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.tresen.messaging.rest.Public;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Who may call what: each path that is not public, by a program, an owner, an agent and a shopper. What an agent may not do is
 * refused by the service, whatever a page shows. A path that is missing here fails the test.
 */
@QuarkusTest
class AccessIT extends OnEngines {

    /** Method, path, then a letter for each who may: p(rogram), o(wner), a(gent), s(hopper). */
    private static final String TABLE =
            """
            GET    /chat/v1/business                                 poa
            PUT    /chat/v1/business                                 po
            POST   /chat/v1/business/credentials                     po
            GET    /chat/v1/business/assistant                       poa
            PUT    /chat/v1/business/assistant                       po
            GET    /chat/v1/business/opening-hours                   poa
            PUT    /chat/v1/business/opening-hours                   po
            DELETE /chat/v1/business/opening-hours                   po
            GET    /chat/v1/business/contact-number                  poa
            PUT    /chat/v1/business/contact-number                  po
            DELETE /chat/v1/business/contact-number                  po
            POST   /chat/v1/business/contact-number/code             po
            POST   /chat/v1/business/contact-number/verification     po
            POST   /chat/v1/business/test-conversation               poa
            GET    /chat/v1/business/webhook                         po
            PUT    /chat/v1/business/webhook                         po
            DELETE /chat/v1/business/webhook                         po
            GET    /chat/v1/business/webhook/deliveries              po
            POST   /chat/v1/business/webhook/deliveries/replay       po
            POST   /chat/v1/business/webhook/deliveries/{x}/replay   po
            GET    /chat/v1/business/channels/whatsapp               po
            PUT    /chat/v1/business/channels/whatsapp               po
            DELETE /chat/v1/business/channels/whatsapp               po
            GET    /chat/v1/staff                                    poa
            POST   /chat/v1/staff                                    po
            PUT    /chat/v1/staff/{x}                                po
            DELETE /chat/v1/staff/{x}                                po
            POST   /chat/v1/staff/{x}/password-reset                 po
            GET    /chat/v1/staff/invitations                        po
            POST   /chat/v1/staff/invitations                        po
            DELETE /chat/v1/staff/invitations/{x}                    po
            PUT    /chat/v1/console/password                         oa
            GET    /chat/v1/canned-answers                           poa
            POST   /chat/v1/canned-answers                           po
            PUT    /chat/v1/canned-answers/{x}                       po
            DELETE /chat/v1/canned-answers/{x}                       po
            GET    /chat/v1/conversations                            poa
            GET    /chat/v1/conversations/{c}                        poa
            PUT    /chat/v1/conversations/{c}/assignment             poa
            PUT    /chat/v1/conversations/{c}/tags                   poa
            PUT    /chat/v1/conversations/{c}/phone                  po
            POST   /chat/v1/conversations/{c}/handover               poa
            POST   /chat/v1/conversations/{c}/replies                poa
            GET    /chat/v1/conversations/{c}/messages               poas
            POST   /chat/v1/conversations/{c}/messages               s
            POST   /chat/v1/conversations/{c}/media                  s
            GET    /chat/v1/media/{x}                                poas
            PUT    /chat/v1/conversations/{c}/messages/{x}/status    s
            PUT    /chat/v1/conversations/{c}/consent                s
            """;

    private record Row(String method, String path, String who) {

        static Row of(String line) {
            String[] parts = line.strip().split("\\s+");
            return new Row(parts[0], parts[1], parts[2]);
        }

        boolean covers(String otherMethod, String template) {
            return method.equals(otherMethod) && shape(path).equals(shape(template));
        }

        private static String shape(String path) {
            return path.replaceAll("\\{[^}]*}", "{}").replaceAll("/$", "");
        }
    }

    private static final List<Row> ROWS = TABLE.lines().map(Row::of).toList();

    @Inject
    BeanManager beans;

    @Test
    void eachCallerMayDoWhatTheTableSaysAndNothingElse() {
        Api shop = Api.register("de");
        Talker ada = shop.shopper();
        shop.authorized()
                .body(Map.of(
                        "email", "o@" + shop.handle() + ".example", "password", Staff.PASSWORD, "display_name", "Olga"))
                .post("/chat/v1/staff")
                .then()
                .statusCode(201);
        Staff owner = Staff.signIn("o@" + shop.handle() + ".example", Staff.PASSWORD);
        Map<Character, String> callers = new LinkedHashMap<>();
        callers.put('p', shop.token());
        callers.put('o', owner.token());
        callers.put('a', owner.agent("ann").token());
        callers.put('s', ada.token());
        List<String> wrong = new ArrayList<>();
        for (Row row : ROWS) {
            String path = row.path()
                    .replace("{c}", ada.conversationId().toString())
                    .replace("{x}", UUID.randomUUID().toString());
            callers.forEach((letter, token) -> {
                int status = calling(token).request(row.method(), path).statusCode();
                boolean may = row.who().indexOf(letter) >= 0;
                if (may == (status == 403) || status == 401 || status >= 500) {
                    wrong.add(letter + " " + row + " " + status);
                }
            });
            int anonymous = calling(null).request(row.method(), path).statusCode();
            if (anonymous != 401) {
                wrong.add("anonymous " + row + " " + anonymous);
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void anotherBusinesssPeopleFindNothingHere() {
        Talker ada = Api.register("de").shopper();
        Staff stranger = Staff.signUp(Staff.handle());
        for (Row row : ROWS) {
            if (row.path().contains("{c}") && row.who().contains("o")) {
                String path = row.path().replace("{c}", ada.conversationId().toString());
                int status = stranger.authorized()
                        .body(bodyOf(path))
                        .request(row.method(), path)
                        .statusCode();
                assertEquals(404, status, row.toString());
            }
        }
    }

    private static String bodyOf(String path) {
        if (path.endsWith("/replies")) {
            return "{\"text\": {\"body\": \"x\"}}";
        }
        return path.endsWith("/tags") ? "{\"tags\": []}" : "{\"to\": \"human\"}";
    }

    private static RequestSpecification calling(String token) {
        RequestSpecification request = given().contentType(ContentType.JSON).body("{}");
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    /** Of this service's own resources, read from their annotations; a new one belongs in it. */
    @Test
    void noPathIsMissingInTheTable() {
        TreeSet<String> missing = new TreeSet<>();
        int seen = 0;
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            Class<?> type = bean.getBeanClass();
            if (!type.isAnnotationPresent(Path.class) || !type.getPackageName().equals("io.tresen.chat.rest")) {
                continue;
            }
            for (Method method : type.getMethods()) {
                String verb = verb(method);
                if (verb == null
                        || method.isAnnotationPresent(Public.class)
                        || type.isAnnotationPresent(Public.class)) {
                    continue;
                }
                Path own = method.getAnnotation(Path.class);
                String path = type.getAnnotation(Path.class).value() + (own == null ? "" : own.value());
                seen++;
                if (ROWS.stream().noneMatch(row -> row.covers(verb, path))) {
                    missing.add(verb + " " + path);
                }
            }
        }
        assertTrue(seen > 0);
        assertEquals(new TreeSet<>(), missing);
    }

    private static String verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(it -> it.isAnnotationPresent(HttpMethod.class))
                .map(it -> it.getAnnotation(HttpMethod.class).value())
                .findFirst()
                .orElse(null);
    }
}
