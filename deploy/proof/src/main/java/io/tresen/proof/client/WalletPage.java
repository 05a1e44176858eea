package io.tresen.proof.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The wallet's page of a shopper, who opens it from the chat and sends its forms. */
public final class WalletPage {

    private static final Pattern LINK = Pattern.compile("/payments/v1/wallet/[A-Za-z0-9_.-]+");
    private static final Pattern FORM = Pattern.compile("<form[^>]*>(?s:.*?)</form>");

    private final Http open;
    private final String path;

    private WalletPage(String origin, String path) {
        this.open = new Http(origin, null);
        this.path = path;
    }

    /** The page behind the newest link in the conversation, once there is one. */
    public static WalletPage ofNewestLink(String origin, Shopper shopper) {
        JsonNode told =
                shopper.await(message -> LINK.matcher(message.toString()).find(), "the link to the wallet's page");
        Matcher link = LINK.matcher(told.toString());
        link.find();
        return new WalletPage(origin, link.group());
    }

    /** The same page under another name. */
    public WalletPage at(String otherPath) {
        return new WalletPage(open.origin(), otherPath);
    }

    /** Its name below the platform's origin, ticket included. */
    public String path() {
        return path;
    }

    /** The answer when it is opened. */
    public Http.Answer answer() {
        return open.page(path);
    }

    public String html() {
        return answer().expect(200).asText();
    }

    /** Its forms as they stand now. */
    public List<String> forms() {
        return FORM.matcher(html()).results().map(MatchResult::group).toList();
    }

    /** The value of a hidden field of a form. */
    public static String hidden(String form, String name) {
        Matcher value =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(form);
        if (!value.find()) {
            throw new AssertionError("no " + name + " in " + form);
        }
        return value.group(1);
    }

    /** Sends a form. @param fields as names and values in turn @return where it leads to, below any origin */
    public String send(String... fields) {
        Http.Answer answer = open.form(path, fields);
        answer.expect(303);
        return below(answer.header("Location"));
    }

    /** An address of payment-service without its origin. */
    public static String below(String url) {
        return url.substring(url.indexOf("/payments/"));
    }
}
