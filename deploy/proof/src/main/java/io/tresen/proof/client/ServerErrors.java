package io.tresen.proof.client;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What servers answered when they could not serve. Design section 8: nothing that a client sends is answered by a 5xx but 503
 * with {@code Retry-After}, and that only while something is away.
 */
public final class ServerErrors {

    private static final int MOST = 50;
    private static final int UNAVAILABLE = 503;

    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong away = new AtomicLong();
    private final List<String> violations = new ArrayList<>();

    void saw(HttpResponse<String> answer) {
        answers.incrementAndGet();
        if (answer.statusCode() < 500) {
            return;
        }
        boolean says = answer.headers().firstValue("Retry-After").isPresent();
        if (answer.statusCode() == UNAVAILABLE && says) {
            away.incrementAndGet();
            return;
        }
        synchronized (violations) {
            if (violations.size() < MOST) {
                violations.add(
                        answer.request().method() + " " + answer.request().uri().getPath() + " was answered with "
                                + answer.statusCode() + (says ? "" : ", without Retry-After") + ": " + answer.body());
            }
        }
    }

    /** All answers so far. */
    public long answers() {
        return answers.get();
    }

    /** Those that said when to come again. */
    public long away() {
        return away.get();
    }

    /** Other answers by which a server said that it could not, the first 50. */
    public List<String> violations() {
        synchronized (violations) {
            return List.copyOf(violations);
        }
    }
}
