package io.tresen.chat.assistant;

import io.tresen.chat.message.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Main menu, catalog, shelves and free-text search. */
final class Browsing {

    private static final int LONGEST_SEARCH = 100;
    private static final int PAGE = Limits.ROWS.most() - 1;

    private Browsing() {}

    static Reply menu(Turn turn) {
        Phrases words = turn.words;
        return Messages.list(
                words.text("menu.body", turn.is.shop().name()),
                words.text("menu.button"),
                turn.open(List.of(
                        row(words, "menu:catalog", "menu.catalog"),
                        row(words, "menu:cart", "menu.cart"),
                        row(words, "menu:orders", "menu.orders"),
                        row(words, "menu:wallet", "menu.wallet"),
                        row(words, "menu:help", "menu.help"))));
    }

    private static Choice row(Phrases words, String id, String key) {
        return new Choice(id, words.text(key), words.text(key + ".about"));
    }

    static void help(Turn turn) {
        List<String> sentences = new ArrayList<>();
        if (turn.is.shop().catalogVisible()) {
            sentences.add(turn.words.text("help.search"));
        }
        if (turn.is.shop().cartEnabled()) {
            sentences.add(turn.words.text("help.cart"));
        }
        if (turn.is.shop().hasWallets()) {
            sentences.add(turn.words.text("help.wallet"));
        }
        sentences.add(turn.words.text("help.orders"));
        turn.say(turn.reply(
                String.join(" ", sentences),
                turn.choice("human", "human.button"),
                turn.choice("menu:catalog", "catalog.button")));
    }

    /** Collections and categories, or the products themselves where there is nothing to choose between. */
    static void catalog(Turn turn, int from) {
        List<Lookups.Group> groups = turn.lookups.groups();
        if (groups.size() < 2) {
            shelf(turn, new Shelf.All(), null);
            return;
        }
        List<Choice> options = new ArrayList<>();
        options.add(turn.choice(PageCursor.of(new Shelf.All(), null).choice(), "catalog.all"));
        groups.forEach(group -> options.add(new Choice(group.choice(), group.title(), group.description())));
        turn.say(Messages.list(
                turn.words.text("catalog.body"),
                turn.words.text("list.button"),
                paged(turn, options, from, PageCursor.GROUPS)));
    }

    /** Rows of a list known as a whole: ten, or nine and "more". */
    static List<Choice> paged(Turn turn, List<Choice> options, int from, String list) {
        int start = Math.min(from, Math.max(0, options.size() - 1));
        int end = options.size() - start <= Limits.ROWS.most() ? options.size() : start + PAGE;
        List<Choice> rows = new ArrayList<>(options.subList(start, end));
        if (end < options.size()) {
            rows.add(turn.choice(new PageCursor(list, Integer.toString(end), "").choice(), "list.more"));
        }
        return rows;
    }

    static void shelf(Turn turn, Shelf shelf, UUID after) {
        List<Choice> rows = rows(turn, shelf, after);
        if (rows.isEmpty()) {
            turn.sayWith("shelf.empty", turn.choice("menu:catalog", "catalog.button"));
            return;
        }
        turn.say(Messages.list(turn.words.text("shelf.body"), turn.words.text("list.button"), rows));
    }

    static void search(Turn turn, String text) {
        if (!turn.is.shop().catalogVisible()) {
            HiddenTalk.catalog(turn);
            return;
        }
        String words = text.strip();
        int length = Math.min(LONGEST_SEARCH, words.codePointCount(0, words.length()));
        words = words.substring(0, words.offsetByCodePoints(0, length));
        List<Choice> rows = rows(turn, new Shelf.Found(words), null);
        if (!rows.isEmpty()) {
            turn.say(Messages.list(turn.words.text("search.found", words), turn.words.text("list.button"), rows));
        } else if (turn.is.first()) {
            turn.showMenu();
        } else {
            turn.say("search.none", words);
            turn.showMenu();
        }
    }

    private static List<Choice> rows(Turn turn, Shelf shelf, UUID after) {
        List<Product> products = turn.lookups.products(shelf, after, Limits.ROWS.most() + 1);
        boolean more = products.size() > Limits.ROWS.most();
        List<Choice> rows = new ArrayList<>();
        for (Product product : more ? products.subList(0, PAGE) : products) {
            rows.add(new Choice(
                    "product:" + product.retailerId(), product.title(), ProductTalk.inOneLine(turn, product)));
        }
        if (more) {
            rows.add(turn.choice(
                    PageCursor.of(shelf, products.get(PAGE - 1).id()).choice(), "list.more"));
        }
        return rows;
    }
}
