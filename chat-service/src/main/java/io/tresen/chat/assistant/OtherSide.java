package io.tresen.chat.assistant;

/** Who is at the other end of a transfer, as its reader may know: nobody's name. */
public sealed interface OtherSide {

    /** In words. @param side what the phrase's key begins with, for a payer or a payee */
    String text(String side, Phrases words);

    /** The shop itself. */
    record Shop() implements OtherSide {

        @Override
        public String text(String side, Phrases words) {
            return words.text(side + "shop");
        }
    }

    /** Another shopper, told by the end of the number alone. @param waId the whole number */
    record Another(String waId) implements OtherSide {

        private static final int SHOWN = 4;

        @Override
        public String text(String side, Phrases words) {
            return words.text(side + "other", waId.substring(Math.max(0, waId.length() - SHOWN)));
        }
    }

    /** The shopper whose number the reader has just typed, in digits alone: it is shown whole, so that a slip is seen. */
    record Typed(String number) implements OtherSide {

        @Override
        public String text(String side, Phrases words) {
            return words.text(side + "typed", number);
        }
    }

    /** A shopper who is not here any more. */
    record Gone() implements OtherSide {

        @Override
        public String text(String side, Phrases words) {
            return words.text(side + "gone");
        }
    }
}
