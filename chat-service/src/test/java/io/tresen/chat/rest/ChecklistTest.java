package io.tresen.chat.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChecklistTest {

    private static List<BusinessView.Step> steps(Optional<Boolean> numberVerified) {
        return Checklist.steps(new Checklist.Found(true, true, true, numberVerified, true, true));
    }

    @Test
    void whereNothingReachesPhonesNobodyIsAskedToVerifyANumberAndAShopIsCompleteWithoutIt() {
        List<BusinessView.Step> steps = steps(Optional.empty());
        assertEquals(
                List.of(
                        "registered",
                        "products",
                        "payment_methods",
                        "assistant",
                        "first_conversation",
                        "first_message_delivered"),
                steps.stream().map(BusinessView.Step::step).toList());
        assertEquals(true, steps.stream().allMatch(BusinessView.Step::done));
    }

    @Test
    void whereCodesCanBeSentAnUnverifiedNumberIsAnOpenStep() {
        assertEquals(
                List.of("number_verified"),
                steps(Optional.of(false)).stream()
                        .filter(it -> !it.done())
                        .map(BusinessView.Step::step)
                        .toList());
    }
}
