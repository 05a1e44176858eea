package io.tresen.catalog;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/**
 * HTML of shop systems as plain text: no tag and no script survives, paragraphs and list entries become lines. A line break in the
 * source is white space to HTML but, in texts that shops write, mostly means one.
 */
final class PlainText {

    /** As many as the longest field has characters. A parser's time grows with the tags that are open at each tag. */
    private static final int MOST_TAGS = ProductRules.DESCRIPTION;

    private static final Set<String> BLOCKS = Set.of("p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr");
    private static final Set<String> NO_TEXT = Set.of("script", "style");

    private PlainText() {}

    /** The text. HTML of more tags than any field has characters is given back as it is, and so is too long for every field. */
    static String of(String html) {
        if (html.indexOf('<') < 0 && html.indexOf('&') < 0) {
            return html.strip();
        }
        if (html.chars().filter(c -> c == '<').count() > MOST_TAGS) {
            return html;
        }
        Lines lines = new Lines();
        NodeTraversor.filter(
                lines, Jsoup.parseBodyFragment(html.replace("\r\n", "\n")).body());
        return lines.text
                .toString()
                .replaceAll("[ \\t\u00A0]+", " ")
                .replaceAll(" *\n *", "\n")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    private static final class Lines implements NodeFilter {

        private final StringBuilder text = new StringBuilder();

        @Override
        public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode words) {
                text.append(words.getWholeText());
            } else if (node instanceof Element element) {
                String name = element.normalName();
                if (NO_TEXT.contains(name)) {
                    return FilterResult.SKIP_ENTIRELY;
                }
                text.append(name.equals("li") ? "\n- " : name.equals("br") || BLOCKS.contains(name) ? "\n" : "");
            }
            return FilterResult.CONTINUE;
        }

        @Override
        public FilterResult tail(Node node, int depth) {
            text.append(BLOCKS.contains(node.normalName()) ? "\n" : "");
            return FilterResult.CONTINUE;
        }
    }
}
