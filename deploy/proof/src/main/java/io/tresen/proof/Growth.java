package io.tresen.proof;

import io.tresen.proof.growth.Growths;
import java.util.List;
import java.util.Map;

/** {@code deploy/proof/run growth}: measures what orders and messages cost, and says what more of them would need. */
public final class Growth {

    private Growth() {}

    /** Arguments: orders (500), messages (500), seed of what is ordered (by the clock). */
    public static void main(String[] arguments) {
        int orders = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
        int messages = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : System.nanoTime();
        new Experiment("growth", Map.of(), false).on(platform -> {
            Growths growths = new Growths(platform);
            List<String> troubles = growths.run(orders, messages, seed);
            troubles.forEach(trouble -> System.out.println("  trouble: " + trouble));
            return Experiment.holds(growths.check()) && troubles.isEmpty();
        });
    }
}
