package io.tresen.order.rest;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.tresen.costs.Costs;
import io.tresen.costs.TaxPart;
import io.tresen.messaging.AmountText;
import io.tresen.messaging.Money;
import io.tresen.order.Address;
import io.tresen.order.Order;
import io.tresen.order.OrderLine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Renders a receipt: one file, nothing from elsewhere, no script; well-formed XML, so that it can become a PDF. */
@ApplicationScoped
public class ReceiptPage {

    private final Template template;

    ReceiptPage(@Location("receipt.html") Template template) {
        this.template = template;
    }

    /**
     * What a receipt shows.
     *
     * @param shop name of the shop; null where it is not known
     * @param address null where there is none, or the reader may not see it
     */
    public record Receipt(Order order, String shop, Address address) {}

    /** @param rate of its tax, for people */
    public record Line(int quantity, String title, String unitPrice, String rate, String amount) {}

    /** One part of the sum. @param part its word in the page, for programs */
    public record Part(String part, String name, String amount) {}

    /**
     * The page.
     *
     * @param fonts CSS font families
     * @param nonce of the page's style
     * @param pdfLink where the PDF is; null in the PDF itself
     */
    String render(Receipt receipt, ReceiptTexts texts, String fonts, String nonce, String pdfLink) {
        Order order = receipt.order();
        Costs costs = order.facts().amounts();
        ReceiptTexts.State state = ReceiptTexts.State.of(order);
        boolean onTop = costs.taxMinor() > 0;
        List<Part> taxes = new ArrayList<>();
        for (TaxPart tax : costs.taxes()) {
            String name = (onTop ? texts.taxOnTop() : texts.taxContained()) + ' ' + texts.rate(tax.ratePpm()) + " ("
                    + money(order, tax.netMinor(), texts) + ")";
            taxes.add(part(onTop ? "tax" : "tax_included", name, order, tax.taxMinor(), texts));
        }
        return template.data("texts", texts)
                .data("language", texts.language())
                .data("fonts", fonts)
                .data("nonce", nonce)
                .data("pdfLink", pdfLink == null ? "" : pdfLink)
                .data("orderNo", order.facts().orderNo())
                .data("shop", receipt.shop() == null ? "" : receipt.shop())
                .data("placedOn", texts.day(order.facts().placedAt()))
                .data("state", state.name().toLowerCase(Locale.ROOT))
                .data("stateText", texts.states().get(state))
                .data("address", address(receipt.address()))
                .data("taxed", !costs.taxes().isEmpty())
                .data(
                        "lines",
                        order.lines().stream().map(it -> line(order, it, texts)).toList())
                .data(
                        "sums",
                        Stream.concat(sums(order, texts).stream(), onTop ? taxes.stream() : Stream.of())
                                .toList())
                .data("total", AmountText.of(order.total(), texts.language()))
                .data("contained", onTop ? List.of() : taxes)
                .data("refunded", order.refundedMinor() > 0 ? money(order, order.refundedMinor(), texts) : "")
                .render();
    }

    /** Subtotal, and what there is of discount and shipping. */
    private static List<Part> sums(Order order, ReceiptTexts texts) {
        Costs costs = order.facts().amounts();
        List<Part> sums = new ArrayList<>();
        sums.add(part("subtotal", texts.subtotal(), order, costs.subtotalMinor(), texts));
        if (costs.discountMinor() > 0) {
            String name = texts.discount() + ' ' + order.facts().discountCode();
            sums.add(new Part("discount", name, "\u2212" + money(order, costs.discountMinor(), texts)));
        }
        if (costs.shippingMinor() > 0) {
            sums.add(part("shipping", texts.shipping(), order, costs.shippingMinor(), texts));
        }
        return sums;
    }

    private static Line line(Order order, OrderLine line, ReceiptTexts texts) {
        return new Line(
                line.quantity(),
                line.title(),
                money(order, line.unitPriceMinor(), texts),
                line.taxRatePpm() == null ? "" : texts.rate(line.taxRatePpm()),
                money(order, line.unitPriceMinor() * line.quantity(), texts));
    }

    private static List<String> address(Address address) {
        if (address == null) {
            return List.of();
        }
        String city = Stream.of(address.postcode(), address.city())
                .filter(it -> it != null && !it.isBlank())
                .reduce((one, two) -> one + ' ' + two)
                .orElse("");
        return Stream.of(address.name(), address.street(), city, address.state(), address.country())
                .filter(it -> it != null && !it.isBlank())
                .toList();
    }

    private static Part part(String part, String name, Order order, long minor, ReceiptTexts texts) {
        return new Part(part, name, money(order, minor, texts));
    }

    private static String money(Order order, long minor, ReceiptTexts texts) {
        return AmountText.of(new Money(minor, order.total().currency()), texts.language());
    }
}
