package io.tresen.proof.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.tresen.proof.OnThePlatform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/**
 * Journeys in a real Chromium, installed by whoever runs them: {@code TRESEN_CHROMIUM}, else Debian's. Without one they are
 * skipped, loudly; {@code -Dtresen.browser=required} makes that a failure.
 */
abstract class InTheBrowser extends OnThePlatform {

    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final double PATIENCE_MS = 30_000;

    private static Playwright playwright;
    private static Browser browser;
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<BrowserTroubles> troubles = new ArrayList<>();

    @BeforeAll
    static void aBrowserIsThere() {
        Path program = Stream.of(System.getenv("TRESEN_CHROMIUM"), "/usr/bin/chromium")
                .filter(it -> it != null && Files.isExecutable(Path.of(it)))
                .map(Path::of)
                .findFirst()
                .orElse(null);
        if (program == null) {
            String line = "NO BROWSER: the web chat is NOT tested. Install chromium, or set TRESEN_CHROMIUM.";
            System.err.println(line);
            if ("required".equals(System.getProperty("tresen.browser"))) {
                fail(line);
            }
            assumeTrue(false, line);
        }
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS); // two platforms share this machine
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(FLAGS));
    }

    @AfterAll
    static void theBrowserEnds() {
        if (playwright != null) {
            playwright.close();
            playwright = null;
        }
    }

    /** A window of a person who has never been here. */
    final Page window(int width, int height, String locale, ColorScheme colours) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale(locale)
                .setTimezoneId("Europe/Berlin")
                .setColorScheme(colours)
                .setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(PATIENCE_MS);
        contexts.add(context);
        Page page = context.newPage();
        troubles.add(BrowserTroubles.of(page, platform().origin()));
        return page;
    }

    /** The tab that this opens from there. */
    final Page tab(Page from, Runnable opens) {
        Page page = from.waitForPopup(opens);
        troubles.add(BrowserTroubles.of(page, platform().origin()));
        return page;
    }

    /** What went wrong in the newest window or tab so far. */
    final BrowserTroubles troubles() {
        return troubles.get(troubles.size() - 1);
    }

    @AfterEach
    void nothingWentWrongInAnyWindow() {
        List<String> all = troubles.stream().flatMap(it -> it.all().stream()).toList();
        contexts.forEach(BrowserContext::close);
        contexts.clear();
        troubles.clear();
        assertEquals(List.of(), all, "console errors, policy violations, requests to elsewhere");
    }
}
