package io.tresen.chat.whatsapp;

/**
 * Who wrote, as Meta names them: by phone number, by business-scoped user id (who has a user name need not show a number), or
 * both. Source: Meta, "Business-scoped user IDs".
 *
 * @param phone digits alone, or null
 * @param userId such as {@code DE.13491208655302741918}, or null
 */
record Sender(String phone, String userId) {

    /** What stands for them where one address has to: the phone number is longer known. */
    String address() {
        return phone != null ? phone : userId;
    }

    boolean isKnown() {
        return address() != null;
    }

    /** For logs: nothing of the person. */
    @Override
    public String toString() {
        return "Sender[]";
    }
}
