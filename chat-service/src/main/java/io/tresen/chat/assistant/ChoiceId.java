package io.tresen.chat.assistant;

import java.util.Set;

/**
 * A choice's id taken apart (INTERFACE 5's table, and {@code line:<rid>}, which shows one line of the cart).
 *
 * @param kind the part before the first colon, for closed ids the whole id
 * @param argument the part behind it; "" for closed ids
 */
public record ChoiceId(String kind, String argument) {

    /** The yes to the business terms. */
    public static final String CONSENT = "consent:accept";

    /** {@code transfer:<what>:<transfer id>}, as messages about a transfer offer them. */
    static final String TRANSFER = "transfer";

    /** {@code notify:<rid>}: to be told when a product is back. */
    static final String NOTIFY = "notify";

    private static final Set<String> CLOSED = Set.of(
            "menu:catalog",
            "menu:cart",
            "menu:orders",
            "menu:wallet",
            "menu:help",
            "cart:show",
            "cart:checkout",
            "cart:clear",
            "cart:confirm",
            "cart:code",
            "pay:now",
            "pay:wallet",
            "pay:cod",
            "wallet:send",
            "wallet:request",
            CONSENT,
            "human");

    private static final Set<String> OPEN = Set.of(
            "collection",
            "category",
            "page",
            "product",
            "add",
            "qty",
            "remove",
            "line",
            NOTIFY,
            "order",
            "address",
            "cancel",
            TRANSFER);

    private static final Set<String> FREE_OF_CONSENT =
            Set.of("menu:orders", "menu:help", CONSENT, "human", NOTIFY, "order", "address", "cancel");

    /** The id's parts; null when it is none of the table. */
    public static ChoiceId of(String id) {
        if (CLOSED.contains(id)) {
            return new ChoiceId(id, "");
        }
        int colon = id.indexOf(':');
        boolean open = colon > 0 && colon + 1 < id.length() && OPEN.contains(id.substring(0, colon));
        return open ? new ChoiceId(id.substring(0, colon), id.substring(colon + 1)) : null;
    }

    /**
     * True when it counts without a message that offered it, as a deep link does: an id of INTERFACE 5's table whose argument
     * can be one. {@code line:<rid>} is a row of the cart's list and of no table; a transfer is answered where it was shown.
     */
    public static boolean isDeepLink(String id) {
        ChoiceId choice = of(id);
        if (choice == null) {
            return false;
        }
        return switch (choice.kind) {
            case "line", TRANSFER -> false;
            case "product", "add", "remove", NOTIFY -> RetailerId.isValid(choice.argument);
            case "qty" -> CartTalk.Wanted.read(choice.argument) != null;
            case "page" -> PageCursor.read(choice.argument) != null;
            default -> true;
        };
    }

    /** True for taps that look around in the catalog. */
    boolean browses() {
        return switch (kind) {
            case "menu:catalog", "collection", "category" -> true;
            case "page" -> !argument.startsWith("o.") && !argument.startsWith("c.");
            default -> false;
        };
    }

    /** True for taps that show a product, which a message may offer in a shop without a visible catalog. */
    boolean namesProduct() {
        return kind.equals("product") || kind.equals("add") || kind.equals(NOTIFY);
    }

    /** True for taps on the cart; paying is another matter, since a checkout may be placed already. */
    boolean needsCart() {
        return switch (kind) {
            case "menu:cart", "cart:show", "cart:checkout", "cart:clear", "cart:confirm", "cart:code" -> true;
            case "add", "qty", "remove", "line" -> true;
            case "page" -> argument.startsWith("c.");
            default -> false;
        };
    }

    /** True for what there is only where shoppers have wallets; a transfer that is under way goes on without. */
    boolean needsWallet() {
        return kind.equals("menu:wallet") || kind.equals("wallet:send") || kind.equals("wallet:request");
    }

    /** True for taps on catalog, cart, pay or wallet, which need the shopper's consent; a no needs none. */
    boolean needsConsent() {
        if (kind.equals(TRANSFER)) {
            return !TransferTalk.isNo(argument);
        }
        if (kind.equals("page")) {
            return !argument.startsWith("o.");
        }
        return !FREE_OF_CONSENT.contains(kind);
    }
}
