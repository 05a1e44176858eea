package io.tresen.local.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

    @ParameterizedTest
    @CsvSource({
        "/catalog/v1/products/a%2Fb?limit=5, catalog",
        "/catalog, catalog",
        "/catalog?q=..%2F, catalog",
        "/chat/oauth2/token, chat",
        "/chat/v23.0/123/messages, chat",
        "/v23.0/123456789012345/messages, chat",
        "/v1.0/some-media, chat",
        "/orders/v1/orders, order",
        "/payments/v1/pay/abc, payment",
        "/notifications/v1/webhook, notification",
        "/catalog/v1/products/.well-known, catalog",
        "/catalog/v1/products/a..b, catalog",
    })
    void aPrefixBelongsToItsService(String target, String service) {
        assertEquals(Optional.of(service), Routes.serviceOf(target));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/q/health",
                "/catalogue/v1",
                "/Catalog/v1",
                "//catalog/v1",
                "/v23/123/messages",
                "/v23.0",
                "/catalog/../q/metrics",
                "/catalog/%2e%2E/q/metrics",
                "/catalog/v1/..;x/q",
                "/catalog/./v1",
                "http://elsewhere/catalog",
                "*"
            })
    void nothingElseIsForwarded(String target) {
        assertEquals(Optional.empty(), Routes.serviceOf(target));
    }
}
