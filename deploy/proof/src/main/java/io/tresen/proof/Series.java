package io.tresen.proof;

import io.tresen.local.Platform;
import io.tresen.proof.report.Findings;

/** What an experiment does to a platform that runs, and what it finds there; what holds in the end is checked behind it. */
interface Series {

    void on(Platform platform, Findings findings);

    /** The same, while what holds at every moment is looked at. */
    default Series sampled() {
        return (platform, findings) -> {
            try (Sampling sampling = new Sampling(platform, findings)) {
                on(platform, findings);
            }
        };
    }

    /** The same, and behind it the checker. */
    default Series thenChecked() {
        return (platform, findings) -> {
            on(platform, findings);
            Experiment.check(platform, findings);
        };
    }
}
