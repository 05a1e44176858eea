package io.tresen.proof;

import io.tresen.contracts.Topics;
import io.tresen.local.Platform;
import io.tresen.proof.client.Http;
import io.tresen.proof.client.Pause;
import io.tresen.proof.report.Findings;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What services say of their own life while something else is away. A cluster starts those again that say no: all of them at once,
 * where their word depends on a broker or a database.
 */
final class Liveness {

    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final String WHAT = "services say that they live, whatever else is away";

    private final Map<String, Http> services;
    private final Findings findings;

    /** @param services each replica's own address, by its name */
    Liveness(Map<String, String> services, Findings findings) {
        this.services = new TreeMap<>();
        services.forEach((name, origin) -> this.services.put(name, new Http(origin, null)));
        this.findings = findings;
    }

    /** Of all services of a platform. */
    static Liveness of(Platform platform, Findings findings) {
        Map<String, String> services = new TreeMap<>();
        platform.names().stream()
                .filter(name -> Topics.SERVICES.contains(name.replaceFirst("-\\d+$", "")))
                .forEach(name -> services.put(name, "http://127.0.0.1:" + platform.port(name)));
        return new Liveness(services, findings);
    }

    /** Asks again and again for so long. @param away which part; a service that is away itself is not asked */
    void ask(String away, Duration time) {
        Pause all = new Pause(time);
        do {
            once("without " + away, away);
            Pause pause = new Pause(BETWEEN);
            while (pause.again()) {
                // until the next look
            }
        } while (all.again());
    }

    /** Asks all once, when everything is back: a channel that has failed does not live again by itself. */
    void ask() {
        once("when all is back", null);
    }

    /** @param but who is not asked; null for nobody */
    private void once(String when, String but) {
        services.forEach((name, http) -> {
            if (!name.equals(but)) {
                String answer = answer(http);
                findings.attempted(WHAT, answer.equals("200"), name + ", " + when + ": " + answer);
            }
        });
    }

    private static String answer(Http http) {
        try {
            Http.Answer answer = http.send("GET", "/q/health/live", null, null);
            return answer.status() == 200 ? "200" : answer.status() + " " + answer.body();
        } catch (UncheckedIOException silent) {
            return silent.toString();
        }
    }
}
