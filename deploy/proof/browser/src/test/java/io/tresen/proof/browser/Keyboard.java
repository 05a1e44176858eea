package io.tresen.proof.browser;

import com.microsoft.playwright.Page;

/** Somebody without a mouse: goes from one control to the next until the wanted one has the focus. */
final class Keyboard {

    private static final int MOST = 120;

    /** What has the focus, through shadow trees: its label, and whether it can be seen to have it. */
    private static final String FOCUSED =
            """
            () => {
              let el = document.activeElement;
              while (el?.shadowRoot?.activeElement) el = el.shadowRoot.activeElement;
              if (!el) return ['', true];
              const label = el.getAttribute('aria-label') ?? el.labels?.[0]?.textContent ?? el.textContent ?? '';
              const box = el.getBoundingClientRect();
              const seen = el === document.body || getComputedStyle(el).outlineStyle !== 'none' && box.bottom > 0
                && box.top < innerHeight;
              return [label.replace(/\\s+/g, ' ').trim(), seen];
            }""";

    private final Page page;

    Keyboard(Page page) {
        this.page = page;
    }

    /** Goes there, the newest first where several have the name, and presses the key. */
    void press(String name, String key) {
        goTo(name);
        page.keyboard().press(key);
    }

    void write(String label, String text) {
        goTo(label);
        page.keyboard().type(text);
    }

    private void goTo(String name) {
        StringBuilder way = new StringBuilder();
        for (int i = 0; i < MOST; i++) {
            java.util.List<?> focused = (java.util.List<?>) page.evaluate(FOCUSED);
            String label = (String) focused.get(0);
            if (label.equals(name) || label.startsWith(name + " ")) {
                if (!Boolean.TRUE.equals(focused.get(1))) {
                    throw new AssertionError(name + " has the focus and does not show it");
                }
                return;
            }
            way.append(label).append(" > ");
            page.keyboard().press("Tab");
        }
        throw new AssertionError("no way by Tab to " + name + ": " + way);
    }
}
