package io.tresen.chat;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tresen.engines.TestReceiver;
import io.tresen.engines.access.AccessMatrix;
import io.tresen.engines.badinput.Scene;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may call what, each endpoint by every kind of caller ({@link AccessMatrix}); what an agent may not is refused here. */
@QuarkusTest
class AccessIT extends EveryEndpoint {

    static final String TABLE =
            """
            POST   /chat/v1/console/sign-up                          -    201 {"name": "C", "handle": "${other_handle}", "country": "DE", "currency": "EUR", "language": "de", "accepted_terms": true, "email": "o-${email}", "password": "correct horse battery", "display_name": "O"}
            GET    /chat/v1/business                                 poa  200+business
            PUT    /chat/v1/business                                 po   200 {"name": "Teeladen"}
            POST   /chat/v1/business/credentials                     po   201
            GET    /chat/v1/business/assistant                       poa  200
            PUT    /chat/v1/business/assistant                       po   200 {"enabled": true}
            PUT    /chat/v1/business/opening-hours                   po   200 {"time_zone": "Europe/Berlin", "days": {"monday": [{"from": "09:00", "to": "18:00"}]}}
            GET    /chat/v1/business/opening-hours                   poa  200
            DELETE /chat/v1/business/opening-hours                   po   204
            GET    /chat/v1/business/contact-number                  poa  404
            PUT    /chat/v1/business/contact-number                  po   200 {"phone": "+49 30 901820"}
            POST   /chat/v1/business/contact-number/code             po   202 {"method": "sms"}
            POST   /chat/v1/business/contact-number/verification     po   422 {"code": "000000"}
            DELETE /chat/v1/business/contact-number                  po   204
            POST   /chat/v1/business/test-conversation               poa  201 {}
            GET    /chat/v1/business/webhook                         po   200
            GET    /chat/v1/business/webhook/deliveries              po   200+delivery
            POST   /chat/v1/business/webhook/deliveries/{id:delivery}/replay po 202
            POST   /chat/v1/business/webhook/deliveries/replay       po   202 {"from": "2020-01-01T00:00:00Z", "to": "2020-01-02T00:00:00Z"}
            PUT    /chat/v1/business/webhook                         po   200!own {"url": "${url}", "verify_token": "v", "app_secret": "s"}
            DELETE /chat/v1/business/webhook                         po   204
            GET    /chat/v1/business/channels/whatsapp               po   404
            PUT    /chat/v1/business/channels/whatsapp               po   422 {}
            DELETE /chat/v1/business/channels/whatsapp               po   404
            GET    /chat/v1/staff                                    poa  200+staff
            POST   /chat/v1/staff                                    po   201!own {"email": "${email}", "password": "correct horse battery", "display_name": "New"}
            PUT    /chat/v1/staff/{staff_id:staff}                   po   200 {"display_name": "Ben"}
            POST   /chat/v1/staff/{staff_id:staff}/password-reset    po   201
            DELETE /chat/v1/staff/{staff_id:staff}                   po   204
            GET    /chat/v1/staff/invitations                        po   200+invitation
            POST   /chat/v1/staff/invitations                        po   201!own {"email": "new-${email}", "role": "agent", "display_name": "New"}
            DELETE /chat/v1/staff/invitations/{invitation_id:invitation} po 204
            GET    /chat/v1/canned-answers                           poa  200+canned
            POST   /chat/v1/canned-answers                           po   201 {"title": "Bye", "text": "Bye"}
            PUT    /chat/v1/canned-answers/{canned_answer_id:canned} po   200 {"title": "Hi", "text": "Hi"}
            DELETE /chat/v1/canned-answers/{canned_answer_id:canned} po   204
            GET    /chat/v1/conversations                            poa  200+conversation
            GET    /chat/v1/conversations/{id:conversation}          poa  200
            PUT    /chat/v1/conversations/{id:conversation}/assignment poa 200 {"staff_id": null}
            PUT    /chat/v1/conversations/{id:conversation}/tags     poa  200 {"tags": ["a"]}
            PUT    /chat/v1/conversations/{id:conversation}/phone    po   200 {"phone": "+493090182045"}
            POST   /chat/v1/conversations/{id:conversation}/handover poa  200 {"to": "human"}
            POST   /chat/v1/conversations/{id:conversation}/replies  poa  201 {"type": "text", "text": {"body": "Hello"}}
            GET    /chat/v1/conversations/{id:conversation}/messages spoa 200+message
            POST   /chat/v1/conversations/{id:conversation}/messages s    201 {"type": "text", "text": {"body": "Hello"}}
            POST   /chat/v1/conversations/{id:conversation}/media    s    201 @Content-Type=image/png base64:iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC
            GET    /chat/v1/media/{media_id:picture}                 spoa 200 @Accept=*/*
            PUT    /chat/v1/conversations/{id:conversation}/messages/{message}/status s 200 {"status": "read"}
            PUT    /chat/v1/conversations/{id:conversation}/consent  s    200 {"business_terms": true, "version": "1"}
            POST   /chat/v1/conversations/{id:conversation}/token    -    401
            POST   /chat/v1/businesses                               -    201 {"name": "B", "handle": "${fresh_handle}", "country": "DE", "currency": "EUR", "language": "de", "accepted_terms": true}
            POST   /chat/v1/shops/{handle}/conversations             -    201 {}
            GET    /chat/v1/shops/{handle}/pictures                  -    400
            POST   /chat/oauth2/token                                -    401 @Content-Type=application/x-www-form-urlencoded grant_type=client_credentials&client_id=${business}&client_secret=x
            POST   /chat/oauth2/revoke                               -    401 @Content-Type=application/x-www-form-urlencoded token=x
            POST   /chat/v1/console/session                          -    401 {"email": "${email}", "password": "wrong wrong wrong"}
            PUT    /chat/v1/console/session                          -    401
            DELETE /chat/v1/console/session                          -    204
            POST   /chat/v1/console/password-reset                   -    404 {"token": "${message}", "password": "correct horse battery"}
            POST   /chat/v1/console/invitations                      -    404 {"token": "${message}", "password": "correct horse battery", "display_name": "N"}
            GET    /chat/v1/channels/whatsapp/webhook?hub.mode=subscribe&hub.challenge=1&hub.verify_token=x - 403 @Accept=*/*
            POST   /chat/v1/channels/whatsapp/webhook                -    200 @Content-Type=application/octet-stream {}
            GET    /chat/v1/channels/whatsapp/media/{business}/{token:conversation} - 404 @Accept=*/*
            GET    /chat/console                                     -    200 @Accept=text/html
            GET    /chat/s/{handle}                                  -    200 @Accept=text/html
            GET    /chat/s/{handle}/qr.svg                           -    200 @Accept=*/*
            GET    /chat/s/{handle}/address/{token:conversation}     -    404 @Accept=text/html
            POST   /chat/s/{handle}/address/{token:conversation}     -    404 @Accept=text/html @Content-Type=application/x-www-form-urlencoded name=x
            GET    /chat/widget.js                                   -    302 @Accept=*/*
            GET    /{version}/{id:media}                             po   200
            POST   /{version}/{id:template}                          po   200 {"components": [{"type": "BODY", "text": "Changed"}]}
            POST   /{version}/{phone_number_id}/messages             po   200 {"messaging_product": "whatsapp", "to": "${wa_id}", "type": "text", "text": {"body": "Hello"}}
            POST   /{version}/{phone_number_id}/media                po   200 @Content-Type=multipart/form-data;boundary=X base64:LS1YDQpDb250ZW50LURpc3Bvc2l0aW9uOiBmb3JtLWRhdGE7IG5hbWU9Im1lc3NhZ2luZ19wcm9kdWN0Ig0KDQp3aGF0c2FwcA0KLS1YDQpDb250ZW50LURpc3Bvc2l0aW9uOiBmb3JtLWRhdGE7IG5hbWU9InR5cGUiDQoNCmltYWdlL3BuZw0KLS1YDQpDb250ZW50LURpc3Bvc2l0aW9uOiBmb3JtLWRhdGE7IG5hbWU9ImZpbGUiOyBmaWxlbmFtZT0iYS5wbmciDQpDb250ZW50LVR5cGU6IGltYWdlL3BuZw0KDQqJUE5HDQoaCgAAAA1JSERSAAAAAQAAAAEIAgAAAJB3U94AAAAMSURBVHicY/jPwAAAAwEBAMn+ku8AAAAASUVORK5CYIINCi0tWC0tDQo=
            DELETE /{version}/{id:media}                             po   200
            POST   /{version}/{phone_number_id}/message_qrdls?prefilled_message=hello po 200
            GET    /{version}/{phone_number_id}/message_qrdls        po   200+qr
            GET    /{version}/{phone_number_id}/message_qrdls/{code:qr} po 200
            POST   /{version}/{phone_number_id}/message_qrdls/{code:qr}?prefilled_message=hi po 200
            DELETE /{version}/{phone_number_id}/message_qrdls/{code:qr} po 200
            POST   /{version}/{phone_number_id}/request_code         po   400 {"code_method": "SMS", "language": "en"}
            POST   /{version}/{phone_number_id}/verify_code          po   409 {"code": "000000"}
            GET    /{version}/{phone_number_id}/whatsapp_business_profile po 200
            POST   /{version}/{phone_number_id}/whatsapp_business_profile po 200 {"messaging_product": "whatsapp", "about": "Tea"}
            GET    /{version}/{phone_number_id}/whatsapp_commerce_settings po 200
            POST   /{version}/{phone_number_id}/whatsapp_commerce_settings?is_cart_enabled=true po 200
            GET    /{version}/{waba_id}/message_templates            po   200+template
            POST   /{version}/{waba_id}/message_templates            po   200 {"name": "another", "language": "en", "category": "UTILITY", "components": [{"type": "BODY", "text": "On its way"}]}
            DELETE /{version}/{waba_id}/message_templates?name=offer po   200
            GET    /{version}/{waba_id}/phone_numbers                po   200+phone_number_id
            PUT    /chat/v1/console/password                         oa   204 {"old_password": "correct horse battery", "new_password": "correct horse batteries"}
            PUT    /local/clock                                      -    422 {}
            """;

    @Inject
    BeanManager beans;

    @Test
    void everyEndpointIsInTheTable() {
        assertEquals(List.of(), AccessMatrix.gaps(TABLE, Path.of("src/main/openapi/openapi.yaml"), beans));
    }

    @Test
    void nobodyGetsWhatIsNotTheirs() {
        try (TestReceiver app = TestReceiver.start()) {
            Scene scene = scene(app);
            AccessMatrix matrix = new AccessMatrix(
                    URI.create("http://localhost:" + RestAssured.port),
                    TABLE,
                    scene.callers(),
                    scene.things(),
                    Set.of("conversation", "message", "picture"));
            await().atMost(Duration.ofSeconds(5)).until(matrix::revocationHolds);
            assertEquals(List.of(), matrix.play());
        }
    }
}
