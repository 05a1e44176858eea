package io.tresen.local.sandbox;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much of a list is answered at once, in Stripe's parameters. */
final class Paging {

    private static final Pattern PAGE = Pattern.compile("page_(\\d{1,9})");

    private Paging() {}

    /** 1 to 100, 10 without. @throws StripeError 400 naming it */
    static int limit(StripeForm form) {
        long limit = Optional.ofNullable(form.integer("limit")).orElse(10L);
        if (limit < 1 || limit > 100) {
            throw StripeError.invalid("parameter_invalid_integer", "Invalid limit: " + limit, "limit");
        }
        return (int) limit;
    }

    /** The {@code next_page} of a search that goes on there. */
    static String at(int offset) {
        return "page_" + offset;
    }

    /** Where a page begins. @throws StripeError 400 when we never named it */
    static int offset(String page) {
        Matcher named = PAGE.matcher(page);
        if (!named.matches()) {
            throw StripeError.invalid("parameter_invalid", "Invalid page: " + page, "page");
        }
        return Integer.parseInt(named.group(1));
    }
}
