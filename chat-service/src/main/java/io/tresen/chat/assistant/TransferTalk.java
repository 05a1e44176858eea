package io.tresen.chat.assistant;

import io.tresen.messaging.Ids;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Taps on a transfer: {@code transfer:pay:<id>} leads to the wallet's page, the others are payment-service's to carry out. Each
 * counts for the shopper whose transfer it is; what is over is said.
 */
public final class TransferTalk {

    private static final String PAY = "pay";

    private TransferTalk() {}

    /** Leads a payer to the page for the PIN. */
    public static Choice pay(UUID transferId, Phrases words) {
        return Choice.of(ChoiceId.TRANSFER + ':' + PAY + ':' + transferId, words.text("transfer.pay.button"));
    }

    public static Choice accept(UUID transferId, Phrases words) {
        return choice("accept", transferId, words);
    }

    public static Choice decline(UUID transferId, Phrases words) {
        return choice("decline", transferId, words);
    }

    public static Choice cancel(UUID transferId, Phrases words) {
        return choice("cancel", transferId, words);
    }

    private static Choice choice(String what, UUID transferId, Phrases words) {
        return Choice.of(ChoiceId.TRANSFER + ':' + what + ':' + transferId, words.text("transfer." + what + ".button"));
    }

    /** What was tapped: {@code answer} null to pay. */
    private record Tap(TransferAnswer answer, UUID transferId) {

        /** Null when it is none of ours. */
        static Tap read(String argument) {
            String[] parts = argument.split(":", 2);
            UUID id = parts.length == 2 ? Ids.parse(parts[1]) : null;
            TransferAnswer answer = answer(parts[0]);
            return id != null && (answer != null || parts[0].equals(PAY)) ? new Tap(answer, id) : null;
        }

        private static TransferAnswer answer(String what) {
            return switch (what) {
                case "accept" -> TransferAnswer.ACCEPTED;
                case "decline" -> TransferAnswer.DECLINED;
                case "cancel" -> TransferAnswer.CANCELLED;
                default -> null;
            };
        }
    }

    /** True for what ends a transfer without money. */
    static boolean isNo(String argument) {
        Tap tap = Tap.read(argument);
        return tap != null && (tap.answer() == TransferAnswer.DECLINED || tap.answer() == TransferAnswer.CANCELLED);
    }

    static void tapped(Turn turn, String argument) {
        Tap tap = Tap.read(argument);
        Optional<TransferFacts> found = tap == null ? Optional.empty() : turn.lookups.transfer(tap.transferId());
        if (found.isEmpty()) {
            turn.say("transfer.unknown");
        } else if (tap.answer() == null && found.get().payable()) {
            WalletTalk.page(turn, "wallet.pin");
        } else if (tap.answer() != null && found.get().takes(tap.answer())) {
            turn.change(new Change.AnswerTransfer(tap.transferId(), tap.answer()));
            turn.say("transfer." + word(tap.answer()), TransferEntry.number(tap.transferId()));
        } else {
            turn.say("transfer.state." + word(found.get().state()), TransferEntry.number(tap.transferId()));
        }
    }

    /** The answer without a word; to pay leads to the page even so, and what needs a consent that is not given asks for it. */
    static void silently(Turn turn, Flow.Held tapped) {
        ChoiceId choice = ChoiceId.of(tapped.choice());
        Tap tap = choice != null && choice.kind().equals(ChoiceId.TRANSFER) ? Tap.read(choice.argument()) : null;
        boolean counts = tap != null
                && turn.lookups
                        .transfer(tap.transferId())
                        .filter(it -> tap.answer() == null ? it.payable() : it.takes(tap.answer()))
                        .isPresent();
        if (!counts || choice.needsConsent() && ConsentTalk.holds(turn, tapped)) {
            return;
        }
        if (tap.answer() == null) {
            WalletTalk.page(turn, "wallet.pin");
        } else {
            turn.change(new Change.AnswerTransfer(tap.transferId(), tap.answer()));
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
