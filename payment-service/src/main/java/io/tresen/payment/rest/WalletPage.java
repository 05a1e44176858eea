package io.tresen.payment.rest;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.tresen.costs.CardCurrency;
import io.tresen.messaging.AmountText;
import io.tresen.messaging.Ids;
import io.tresen.messaging.Money;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Ticket;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.payment.AccountKey;
import io.tresen.payment.Businesses;
import io.tresen.payment.Businesses.Business;
import io.tresen.payment.LedgerStatements;
import io.tresen.payment.LedgerStatements.Account;
import io.tresen.payment.LedgerStatements.Line;
import io.tresen.payment.PayPageState;
import io.tresen.payment.PaymentState;
import io.tresen.payment.provider.TopUpCharging;
import io.tresen.payment.topup.TopUp;
import io.tresen.payment.topup.TopUpStatus;
import io.tresen.payment.topup.TopUps;
import io.tresen.payment.wallet.Wallet;
import io.tresen.payment.wallet.WalletLimits;
import io.tresen.payment.wallet.WalletPins;
import io.tresen.payment.wallet.WalletTransfer;
import io.tresen.payment.wallet.WalletTransfers;
import io.tresen.payment.wallet.Wallets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Renders the wallet page. Nobody's name stands on it: the other side is the shop or another shopper. */
@ApplicationScoped
public class WalletPage {

    private static final int ENTRIES = 20;
    private static final int WAITING = 20;
    private static final int TOP_UPS = 5;
    private static final Duration TOLD_FOR = Duration.ofDays(1);

    private final Template template;
    private final Database database;
    private final Businesses businesses;
    private final Wallets wallets;
    private final WalletPins pins;
    private final WalletTransfers transfers;
    private final TopUps topUps;
    private final WalletLimits limits;
    private final TopUpCharging charging;
    private final PayPage payPage;
    private final LedgerStatements statements;
    private final CallersCurrency currency;
    private final BusinessClock clock;
    private final String formTargets;

    WalletPage(
            @Location("wallet.html") Template template,
            Database database,
            Businesses businesses,
            Wallets wallets,
            WalletPins pins,
            WalletTransfers transfers,
            TopUps topUps,
            WalletLimits limits,
            TopUpCharging charging,
            PayPage payPage,
            LedgerStatements statements,
            CallersCurrency currency,
            BusinessClock clock,
            @ConfigProperty(name = "tresen.origin") String origin) {
        this.template = template;
        this.database = database;
        this.businesses = businesses;
        this.wallets = wallets;
        this.pins = pins;
        this.transfers = transfers;
        this.topUps = topUps;
        this.limits = limits;
        this.charging = charging;
        this.payPage = payPage;
        this.statements = statements;
        this.currency = currency;
        this.clock = clock;
        this.formTargets = "'self' " + origin;
    }

    /** A transfer that waits for the PIN. @param no what it is called not to pay it */
    public record WaitingLine(UUID id, String whom, String amount, String no) {}

    /** A top-up by card. @param url of its page; empty where nothing can be paid @param open whether the shopper may end it */
    public record TopUpLine(UUID id, String amount, String status, String url, boolean open) {}

    /** A line of the statement. */
    public record EntryLine(String day, String what, String amount) {}

    /** The page of a ticket's shopper. @param said word for what was done or refused before; null for none */
    Response of(Ticket ticket, String said, HttpHeaders headers) {
        UUID shop = ticket.businessId();
        UUID shopper = ticket.subject();
        String kept = currency.of(ticket);
        List<Line> lines = newest(shop, AccountKey.wallet(shopper, kept));
        return database.read(tx -> {
            Optional<Business> business = businesses.find(tx, shop);
            String language = StrictPage.language(headers, business.map(Business::language));
            WalletTexts texts = WalletTexts.of(language);
            Wallet wallet = wallets.find(tx, shop, shopper, kept);
            List<WalletTransfer> waiting = transfers.waitingFor(tx, shop, shopper, clock.now(), WAITING);
            return page(
                    200,
                    template.data("texts", texts)
                            .data("language", language)
                            .data("headline", texts.title())
                            .data("said", texts.saying(said))
                            .data("known", true)
                            .data("shop", business.map(Business::name).orElse(""))
                            .data("balance", AmountText.of(wallet.balance(), language))
                            .data("available", AmountText.of(wallet.available(), language))
                            .data("pinSet", wallet.pinSet())
                            .data("pinState", pins.state(tx, shop, shopper))
                            .data(
                                    "waiting",
                                    waiting.stream()
                                            .map(it -> line(it, texts, language))
                                            .toList())
                            .data("topUpTexts", TopUpTexts.of(language))
                            .data("takesCards", payPage.takesCards())
                            .data("form", Ids.v7())
                            .data("least", TypedAmount.field(least(kept), kept))
                            .data(
                                    "step",
                                    TypedAmount.field(CardCurrency.of(kept).step(), kept))
                            .data("most", TypedAmount.field(most(tx, shop, kept), kept))
                            .data(
                                    "topUps",
                                    topUps.recent(tx, shop, shopper, clock.now().minus(TOLD_FOR), TOP_UPS).stream()
                                            .map(it -> line(it, language))
                                            .toList())
                            .data(
                                    "entries",
                                    lines.stream()
                                            .map(it -> line(it, texts, language))
                                            .toList()));
        });
    }

    private List<Line> newest(UUID businessId, AccountKey wallet) {
        Optional<Account> account = database.read(tx -> statements.wallet(tx, businessId, wallet));
        if (account.isEmpty()) {
            return List.of();
        }
        return database.read(
                tx -> statements.newest(tx, businessId, account.get().id(), ENTRIES));
    }

    /** A page that says how to get one: the ticket does not hold, or no longer. */
    Response unknown(HttpHeaders headers) {
        String language = StrictPage.language(headers, Optional.empty());
        WalletTexts texts = WalletTexts.of(language);
        return page(
                404,
                template.data("texts", texts)
                        .data("language", language)
                        .data("headline", texts.unknown())
                        .data("said", "")
                        .data("known", false)
                        .data("shop", "")
                        .data("balance", "")
                        .data("available", "")
                        .data("pinSet", false)
                        .data("pinState", "")
                        .data("waiting", List.of())
                        .data("topUpTexts", TopUpTexts.of(language))
                        .data("takesCards", false)
                        .data("form", "")
                        .data("least", "")
                        .data("step", "")
                        .data("most", "")
                        .data("topUps", List.of())
                        .data("entries", List.of()));
    }

    private static long least(String currency) {
        return CardCurrency.of(currency).leastMinor();
    }

    private long most(Tx tx, UUID businessId, String currency) {
        return limits.of(tx, businessId, currency).perTransfer().amountMinor();
    }

    private TopUpLine line(TopUp topUp, String language) {
        PayPageState state = PayPageState.of(topUp, clock.now());
        boolean asksHolder = topUp.state() instanceof PaymentState.Waiting waiting && waiting.redirectUrl() != null;
        return new TopUpLine(
                topUp.id(),
                AmountText.of(topUp.amount(), language),
                TopUpTexts.of(language).status(TopUpStatus.of(topUp)),
                state.takesPayment() || asksHolder ? charging.payUrl(topUp) : "",
                topUp.withdrawn() == null && (state.takesPayment() || asksHolder));
    }

    private Response page(int status, TemplateInstance instance) {
        return StrictPage.of(status, instance, formTargets);
    }

    private static EntryLine line(Line line, WalletTexts texts, String language) {
        Money amount = new Money(Math.abs(line.amountMinor()), line.currency());
        DateTimeFormatter days = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(Locale.forLanguageTag(language))
                .withZone(ZoneOffset.UTC);
        String what = line.orderNo() == null ? "" : " " + line.orderNo();
        return new EntryLine(
                days.format(line.at()),
                texts.entry(line.kind()) + what,
                (line.amountMinor() < 0 ? "\u2212" : "+") + AmountText.of(amount, language));
    }

    private static WaitingLine line(WalletTransfer transfer, WalletTexts texts, String language) {
        return new WaitingLine(
                transfer.id(),
                transfer.toBusiness() ? texts.toShop() : texts.toShopper(),
                AmountText.of(transfer.amount(), language),
                transfer.kind() == WalletTransfer.Kind.SEND ? texts.cancel() : texts.decline());
    }
}
