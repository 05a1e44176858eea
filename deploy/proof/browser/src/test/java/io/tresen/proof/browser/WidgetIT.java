package io.tresen.proof.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import io.tresen.proof.client.Shop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The chat on a merchant's own page: one server, seen under two names, of which the shop allows one. */
class WidgetIT extends InTheBrowser {

    private final Shop shop = newShop();
    private HttpServer server;

    @BeforeEach
    void theMerchantsSite() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] page =
                """
                <!doctype html><html lang="en"><head><title>My shop</title><link rel="icon" href="data:,"></head>
                <body><h1>My own site</h1><script src="%s/chat/widget.js" data-handle="%s"></script></body></html>"""
                        .formatted(shop.origin(), shop.handle())
                        .getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            // a careful merchant's policy: the widget needs a script and a frame of ours, nothing inline
            exchange.getResponseHeaders()
                    .add(
                            "Content-Security-Policy",
                            "default-src 'self'; img-src data:; script-src %1$s; frame-src %1$s"
                                    .formatted(shop.origin()));
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        shop.http()
                .put("/chat/v1/business", "{\"allowed_origins\": [\"" + site("localhost") + "\"]}")
                .expect(200);
    }

    @AfterEach
    void theSiteEnds() {
        server.stop(0);
    }

    @Test
    void theChatOpensOnAnAllowedSiteAndItsTokenStaysInside() {
        Page page = window(1280, 800, "en-GB", ColorScheme.LIGHT);
        troubles().expect(text -> text.startsWith("request to " + site("localhost")));
        page.navigate(site("localhost") + "/");
        List<Object> heard = new CopyOnWriteArrayList<>();
        page.exposeFunction("heard", arguments -> heard.add(arguments[0]));
        page.evaluate("addEventListener('message', event => heard(JSON.stringify(event.data)))");
        Locator open = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Open chat"));
        open.click();
        FrameLocator chat = page.frameLocator("iframe");
        chat.getByRole(AriaRole.TEXTBOX).fill("hello");
        chat.getByRole(AriaRole.TEXTBOX).press("Enter");
        assertThat(chat.getByText("What would you like to do")).isVisible();
        page.screenshot(new Page.ScreenshotOptions().setPath(java.nio.file.Path.of("target/pictures/widget-desk.png")));
        chat.getByRole(AriaRole.BUTTON, new FrameLocator.GetByRoleOptions().setName("Close chat"))
                .click();
        assertThat(page.locator("iframe")).isHidden();
        assertThat(open).isFocused();
        assertTrue(heard.stream().anyMatch(it -> it.toString().contains("close")), heard.toString());
        assertTrue(heard.stream().noneMatch(it -> it.toString().contains("eyJ")), heard.toString());
        assertEquals(0, page.evaluate("localStorage.length"));
    }

    @Test
    void theFrameStaysEmptyOnASiteThatTheShopDoesNotName() {
        Page page = window(1280, 800, "en-GB", ColorScheme.LIGHT);
        List<String> refusals = new CopyOnWriteArrayList<>();
        troubles().expect(text -> text.startsWith("request to " + site("127.0.0.1")));
        troubles().expect(text -> text.contains("frame-ancestors") && refusals.add(text));
        troubles().expect(text -> text.contains("postMessage"));
        page.navigate(site("127.0.0.1") + "/");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Open chat"))
                .click();
        page.waitForCondition(() -> !refusals.isEmpty());
        assertThat(page.frameLocator("iframe").getByRole(AriaRole.TEXTBOX)).hasCount(0);
    }

    private String site(String host) {
        return "http://" + host + ":" + server.getAddress().getPort();
    }
}
