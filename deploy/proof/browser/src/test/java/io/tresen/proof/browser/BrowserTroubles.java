package io.tresen.proof.browser;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * What must not happen in a window: errors on the console (a violated policy is one), exceptions, requests to other origins,
 * cookies.
 */
final class BrowserTroubles {

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private volatile Predicate<String> expected = text -> false;

    private BrowserTroubles() {}

    static BrowserTroubles of(Page page, String origin) {
        BrowserTroubles troubles = new BrowserTroubles();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                troubles.note(message.type() + ": " + message.text() + " at " + message.location());
            }
        });
        page.onPageError(error -> troubles.note("exception: " + error));
        page.onRequest(request -> {
            String url = request.url();
            // what a page has fetched it may show out of its memory
            if (!url.replaceFirst("^blob:", "").startsWith(origin + "/") && !url.startsWith("data:")) {
                troubles.note("request to " + url);
            }
        });
        page.onResponse(response -> {
            if (response.headers().containsKey("set-cookie")) {
                troubles.note("cookie from " + response.url());
            }
        });
        return troubles;
    }

    private void note(String what) {
        if (!expected.test(what)) {
            seen.add(what);
        }
    }

    /** From here on these are no trouble. */
    void expect(Predicate<String> what) {
        expected = expected.or(what);
    }

    List<String> all() {
        return List.copyOf(seen);
    }
}
