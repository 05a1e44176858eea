package io.tresen.catalog;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** HTML of shop systems as plain text: no tag and no script survives, paragraphs and list entries become lines. */
final class PlainText {

    private PlainText() {}

    static String of(String html) {
        if (html.indexOf('<') < 0 && html.indexOf('&') < 0) {
            return html.strip();
        }
        // a line break in the source is white space to HTML but, in texts that shops write, mostly means one
        Document document = Jsoup.parseBodyFragment(html.replace("\r\n", "\n").replace("\n", "<br>"));
        document.select("script, style").remove();
        for (Element br : document.select("br")) {
            br.replaceWith(new org.jsoup.nodes.TextNode("\n"));
        }
        document.select("p, div, ul, ol, h1, h2, h3, h4, h5, h6, tr")
                .forEach(block -> block.prepend("\n").append("\n"));
        document.select("li").forEach(item -> item.prepend("\n- "));
        return document.body()
                .wholeText()
                .replaceAll("[ \\t\u00A0]+", " ")
                .replaceAll(" *\n *", "\n")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }
}
