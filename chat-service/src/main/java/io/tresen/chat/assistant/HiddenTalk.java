package io.tresen.chat.assistant;

/**
 * What is answered where the shop has no wallets, or its commerce settings hide the catalog or switch the cart off (page
 * guides/commerce-guides/commerce-settings). A hidden catalog is not browsed, searched or linked into; a product that a
 * message of the conversation shows can still be looked at, and the catalog's own list keeps its products:
 * what nobody may see is hidden there, product by product. Without a cart, products are shown and nothing is put into one.
 */
final class HiddenTalk {

    private HiddenTalk() {}

    /** True when the tap leads to what the shop does without; then it was answered. */
    static boolean answers(Turn turn, ChoiceId choice, boolean offered) {
        Shop shop = turn.is.shop();
        if (!shop.cartEnabled() && choice.needsCart()) {
            cart(turn);
            return true;
        }
        if (!shop.catalogVisible() && (choice.browses() || choice.namesProduct() && !offered)) {
            catalog(turn);
            return true;
        }
        if (!shop.hasWallets() && choice.needsWallet()) {
            turn.sayWith(
                    "wallet.off", turn.choice("human", "human.button"), turn.choice("menu:catalog", "catalog.button"));
            return true;
        }
        return false;
    }

    static void catalog(Turn turn) {
        turn.sayWith("catalog.hidden", turn.choice("human", "human.button"));
    }

    static void cart(Turn turn) {
        turn.sayWith(
                "cart.disabled",
                turn.choice("human", "human.button"),
                turn.choice("menu:catalog", "catalog.button"),
                turn.choice("menu:orders", "orders.button"));
    }
}
