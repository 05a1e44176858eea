package io.tresen.proof;

import io.tresen.proof.growth.Growths;
import java.util.Map;

/** {@code deploy/proof/run growth}: measures what orders and messages cost, and says what more of them would need. */
public final class Growth {

    private static final int COUNT = 500;

    static final Experiment EXPERIMENT = new Experiment("growth", Map.of(), false);

    private Growth() {}

    /** Arguments: orders (500), messages (500), seed of what is ordered (by the clock). */
    public static void main(String[] arguments) {
        Arguments told = Arguments.of(arguments);
        EXPERIMENT.end(told.seed(2), series(told.number(0, COUNT), told.number(1, COUNT)));
    }

    /** Its report has the figures, what they depend on, and whether the measurement is void. */
    static Series series(int orders, int messages) {
        return (platform, findings) -> {
            Growths growths = new Growths(platform);
            findings.attempted("orders measured", orders);
            findings.attempted("messages measured", messages);
            findings.attempted("nothing goes wrong while it is measured", 1);
            findings.violated("nothing goes wrong while it is measured", growths.run(orders, messages, findings));
            Experiment.told(growths.look(), findings);
        };
    }
}
