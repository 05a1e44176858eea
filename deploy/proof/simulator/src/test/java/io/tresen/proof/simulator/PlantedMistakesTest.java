package io.tresen.proof.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.proof.simulator.PlantedMistakes.Tried;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlantedMistakesTest {

    @Test
    void eachPlantedMistakeIsCaughtByItsInvariantsAndTheUnspoiltPlatformHoldsOnTheSameSeeds() {
        PlantedMistakes planted = PlantedMistakes.from(1);
        assertEquals(List.of(), planted.violations());
        assertEquals(Mistake.values().length, planted.caught());
        assertEquals(Mistake.values().length, planted.notes().size());
    }

    @Test
    void whatTheModelThrowsIsNoCatch() {
        Machinery broken = new Machinery() {
            @Override
            UUID idOfOrder(World world, UUID derived) {
                throw new IllegalStateException("broken");
            }
        };
        assertEquals(Set.of(Simulation.ERROR), Simulation.run(1, broken, false).broken());
        assertEquals(Map.of(), PlantedMistakes.caught(broken, Set.of(Simulation.ERROR, "I3"), 1));
    }

    @Test
    void whatIsViolatedWithoutTheMistakeTooIsNoCatch() {
        Map<String, Long> caught = Map.of("I5", 4L);
        assertEquals(
                0,
                planted(new Tried(Mistake.SEND_THEN_WRITE, caught, List.of())).missed());
        PlantedMistakes unclean =
                planted(new Tried(Mistake.SEND_THEN_WRITE, caught, List.of("seed 4 without it: I5: …")));
        assertEquals(1, unclean.missed());
        assertEquals(List.of("planted 'send then write': seed 4 without it: I5: …"), unclean.violations());
    }

    private static PlantedMistakes planted(Tried tried) {
        return new PlantedMistakes(1, List.of(tried));
    }
}
