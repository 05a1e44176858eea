package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.local.sandbox.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A step that is in the code is in the experiment, under the same name. */
class StepTest {

    private static final Pattern NAMED = Pattern.compile("static final String [A-Z_]+ = \"([a-z.]+)\";");

    @Test
    void the_steps_of_every_service_are_those_of_messaging() throws IOException {
        assertEquals(named("contracts/messaging/src/main/java/io/tresen/messaging/Failpoint.java"), Step.OF_ALL);
    }

    @Test
    void the_steps_of_money_are_those_of_payment_service() throws IOException {
        assertEquals(named("payment-service/src/main/java/io/tresen/payment/provider/MoneySteps.java"), Step.OF_MONEY);
    }

    @Test
    void the_steps_of_top_ups_are_those_of_payment_service() throws IOException {
        assertEquals(named("payment-service/src/main/java/io/tresen/payment/topup/TopUpSteps.java"), Step.OF_TOP_UPS);
        assertTrue(Step.OF_TOP_UPS.containsAll(Step.OF_TOP_UPS_WITH_MONEY));
    }

    @Test
    void the_steps_of_wallets_are_those_of_payment_service() throws IOException {
        assertEquals(named("payment-service/src/main/java/io/tresen/payment/wallet/WalletSteps.java"), Step.OF_WALLETS);
    }

    @Test
    void steps_of_money_and_top_ups_go_with_every_fault_and_those_of_wallets_with_none() {
        for (Fault fault : Fault.values()) {
            List<String> ofPayment = Step.under(fault).stream()
                    .filter(step -> step.service().equals("payment"))
                    .map(Step::name)
                    .toList();
            assertTrue(ofPayment.containsAll(Step.OF_MONEY) && ofPayment.containsAll(Step.OF_ALL), fault.word());
            boolean money = fault != Fault.DECLINE;
            Step.OF_TOP_UPS.forEach(name ->
                    assertEquals(money || !Step.OF_TOP_UPS_WITH_MONEY.contains(name), ofPayment.contains(name), name));
            assertEquals(fault == Fault.NONE, ofPayment.containsAll(Step.OF_WALLETS), fault.word());
        }
    }

    private static List<String> named(String source) throws IOException {
        return NAMED.matcher(Files.readString(Path.of("../..").resolve(source)))
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
