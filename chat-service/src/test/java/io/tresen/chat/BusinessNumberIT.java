package io.tresen.chat;

import static io.tresen.chat.CloudApi.refused;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** What the Graph API keeps of a number and an account: their profile, settings and links. */
@QuarkusTest
class BusinessNumberIT extends OnCloudApi {

    @Test
    void theNumberAndTheAccountDescribeThemselves() {
        CloudApi app = CloudApi.register();
        app.authorized()
                .get("/v23.0/" + app.phoneNumberId())
                .then()
                .statusCode(200)
                .body("id", equalTo(app.phoneNumberId()))
                .body("verified_name", equalTo("Teeladen"));
        app.authorized()
                .get("/v23.0/" + app.phoneNumberId() + "?fields=verified_name")
                .then()
                .statusCode(200)
                .body("keySet().size()", equalTo(2));
        app.authorized().get("/v23.0/" + app.wabaId()).then().statusCode(200).body("name", equalTo("Teeladen"));
        app.authorized()
                .get("/v23.0/" + app.wabaId() + "/phone_numbers")
                .then()
                .statusCode(200)
                .body("data[0].id", equalTo(app.phoneNumberId()));
    }

    @Test
    void profileSettingsAndLinksAreKept() {
        CloudApi app = CloudApi.register();
        String number = "/v23.0/" + app.phoneNumberId();
        String profile = number + "/whatsapp_business_profile";
        app.authorized().get(profile).then().statusCode(200).body("data[0].messaging_product", equalTo("whatsapp"));
        app.authorized()
                .body(CloudApi.json(
                        "{'messaging_product': 'whatsapp', 'about': 'Tea', 'vertical': 'RETAIL', 'websites':"
                                + " ['https://tea.example']}"))
                .post(profile)
                .then()
                .statusCode(200)
                .body("success", equalTo(true));
        app.authorized()
                .get(profile + "?fields=about,vertical")
                .then()
                .statusCode(200)
                .body("data[0].about", equalTo("Tea"))
                .body("data[0].vertical", equalTo("RETAIL"));
        refused(
                app.authorized()
                        .body(CloudApi.json("{'messaging_product': 'whatsapp', 'about': '" + "x".repeat(140) + "'}"))
                        .post(profile),
                400,
                100,
                "about");
        String settings = number + "/whatsapp_commerce_settings";
        app.authorized().post(settings + "?is_cart_enabled=false").then().statusCode(200);
        app.authorized()
                .get(settings)
                .then()
                .statusCode(200)
                .body("data[0].is_cart_enabled", equalTo(false))
                .body("data[0].is_catalog_visible", equalTo(true));
        refused(app.authorized().post(settings + "?is_cart_enabled=maybe"), 400, 100, "is_cart_enabled");
        String links = number + "/message_qrdls";
        String code = app.authorized()
                .body("{\"prefilled_message\": \"I want tea & cake\"}")
                .post(links)
                .then()
                .statusCode(200)
                .body(
                        "deep_link_url",
                        org.hamcrest.Matchers.endsWith(
                                "/chat/s/" + app.business().handle() + "?text=I%20want%20tea%20%26%20cake"))
                .extract()
                .path("code");
        app.authorized().get(links).then().statusCode(200).body("data[0].code", equalTo(code));
        app.authorized()
                .body("{\"code\": \"" + code + "\", \"prefilled_message\": \"Tea\"}")
                .post(links)
                .then()
                .statusCode(200)
                .body("prefilled_message", equalTo("Tea"));
        app.authorized().delete(links + "/" + code).then().statusCode(200);
        refused(app.authorized().get(links + "/" + code), 400, 100, "code");
    }
}
