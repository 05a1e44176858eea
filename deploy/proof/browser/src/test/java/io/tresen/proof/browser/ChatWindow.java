package io.tresen.proof.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.tresen.proof.client.Shop;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A shopper at a window with a shop's chat, who knows what a person sees: names and roles, no ids and no classes. */
final class ChatWindow {

    private static final double LONG_MS = 60_000;

    /**
     * Elements that stick out to the right or left, shadow trees included; what is clipped away on purpose does not, nor does
     * what lies in something that is.
     */
    private static final String STICKING_OUT =
            """
            () => {
              const out = [];
              const look = root => {
                for (const el of root.querySelectorAll('*')) {
                  const style = getComputedStyle(el);
                  if (style.display === 'none' || el.closest('.aside')) continue;
                  const box = el.getBoundingClientRect();
                  if (box.width && (box.right > innerWidth + 1 || box.left < -1))
                    out.push(el.tagName + '.' + el.className + ' ' + Math.round(box.left) + '..' + Math.round(box.right));
                  if (el.shadowRoot) look(el.shadowRoot);
                }
              };
              look(document);
              if (document.documentElement.scrollWidth > innerWidth) out.push('page ' + document.documentElement.scrollWidth);
              return out;
            }""";

    private final Page page;

    private ChatWindow(Page page) {
        this.page = page;
    }

    static ChatWindow open(Page page, Shop shop) {
        return open(page, shop.origin(), shop.handle());
    }

    static ChatWindow open(Page page, String origin, String handle) {
        page.navigate(origin + "/chat/s/" + handle);
        return new ChatWindow(page);
    }

    /** What the window shows, to look at with the same eyes. */
    static ChatWindow of(Page page) {
        return new ChatWindow(page);
    }

    Page page() {
        return page;
    }

    /** The newest button or link of this name. */
    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(exactly(name)))
                .last();
    }

    void press(String name) {
        button(name).click();
    }

    void say(String text) {
        Locator box = page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Message"));
        box.fill(text);
        box.press("Enter");
    }

    /** Waits until the log says so. */
    Locator sees(String text) {
        Locator found = log().getByText(text).last();
        assertThat(found).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(LONG_MS));
        return found;
    }

    Locator log() {
        return page.getByRole(AriaRole.LOG);
    }

    /** What the shopper said in just these words. */
    Locator own(String text) {
        return log().getByRole(AriaRole.ARTICLE, new Locator.GetByRoleOptions().setName(Pattern.compile("^(You|Du), ")))
                .getByText(text, new Locator.GetByTextOptions().setExact(true));
    }

    /** The open sheet; its content lies beside the dialog that shows it, not in it. */
    Locator sheet() {
        return page.locator("tresen-sheet");
    }

    void choose(String row) {
        sheet().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^" + quoted(row))))
                .click();
    }

    void fitsTheWidth() {
        assertEquals(List.of(), page.evaluate(STICKING_OUT));
    }

    /** WCAG 2.2 A and AA, as far as a program can tell, and that targets are large enough. */
    void isAccessible() {
        List<Rule> violations = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze()
                .getViolations();
        assertEquals(
                List.of(),
                violations.stream()
                        .map(it -> it.getId() + ": " + it.getHelp() + " "
                                + it.getNodes().stream()
                                        .map(node -> node.getTarget() + " " + node.getHtml())
                                        .toList())
                        .toList());
    }

    /** A picture of the window in both colour schemes, into target/pictures. */
    void picture(String name) {
        for (ColorScheme colours : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(
                            "target/pictures", name + "-" + colours.name().toLowerCase() + ".png")));
        }
    }

    static Pattern exactly(String name) {
        return Pattern.compile("^" + quoted(name) + "( \\(.*\\))?$");
    }

    /** The pattern goes to the browser, whose expressions know no quotes. */
    private static String quoted(String text) {
        return text.replaceAll("[^\\p{L}\\p{N} ]", "\\\\$0");
    }
}
