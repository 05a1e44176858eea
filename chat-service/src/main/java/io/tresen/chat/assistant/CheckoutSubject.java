package io.tresen.chat.assistant;

/** What the messages of a checkout are about, so that an answer says which of them it answers. */
final class CheckoutSubject {

    private static final String CHECKOUT = "checkout:";
    private static final String PAYMENT = "payment:";

    private CheckoutSubject() {}

    /** {@code checkout:<number>}. */
    static String of(long number) {
        return CHECKOUT + number;
    }

    /** {@code payment:<number>:<total in minor units>}, of the question for payment that shows this total. */
    static String ofPayment(long number, long totalMinor) {
        return PAYMENT + number + ':' + totalMinor;
    }

    /** True when the message was about a checkout whose number has been used up. */
    static boolean isSpent(Turn turn, String about) {
        return about != null
                && (about.startsWith(CHECKOUT) || about.startsWith(PAYMENT))
                && number(about) <= turn.is.checkoutNumber();
    }

    static long number(String about) {
        return Long.parseLong(about.split(":")[1]);
    }

    /** The total in the tapped message; the last one shown where a tap names no message; null when that is not known. */
    static Long shown(Turn turn, String about) {
        if (about == null) {
            return turn.flow().totalShown();
        }
        return about.startsWith(PAYMENT) ? Long.valueOf(about.split(":")[2]) : null;
    }
}
