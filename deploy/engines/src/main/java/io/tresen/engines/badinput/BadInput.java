package io.tresen.engines.badinput;

import io.tresen.engines.Tried;
import io.tresen.engines.access.AccessRow;
import io.tresen.engines.access.OpenApiFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Sends a running service bad input and tells which answers are against {@link AnswerRule}. {@code -Dtresen.bad-input.count}
 * says how many requests (300), {@code -Dtresen.bad-input.seed} which ones, {@code -Dtresen.bad-input.from} the number of the
 * first, so that one can be repeated alone: what is made depends on seed and number alone, but for the ids. A 503 with
 * {@code Retry-After} is allowed to a few, each of which is answered otherwise when it is repeated.
 */
public final class BadInput {

    private static final int COUNT = Integer.getInteger("tresen.bad-input.count", 300);
    private static final int FROM = Integer.getInteger("tresen.bad-input.from", 0);
    private static final long SEED = Long.getLong("tresen.bad-input.seed", 20_260_101L);

    /** A scene is good for so many. */
    private static final int PER_SCENE = 500;

    /** Fewer than wait for a core or for a fact at a time (FewAtATime, Waiting): a service refuses more by design. */
    private static final int AT_ONCE = 16;

    /** So many of a part may be refused as too many at a time, on a machine that is busy otherwise: a few, or one of 50. */
    private static final int FEW_BUSY = 2;

    private static final int ONE_BUSY_OF = 50;

    /** What {@link Tried} calls the requests whose first answer was such a 503. */
    public static final String BUSY = "busy";

    private static final int TOLD_ANSWER = 400;
    private static final int TOLD_EACH = 3;

    private final Wire wire;
    private final URI base;
    private final Generator generator;
    private final Map<String, List<String>> wrong = new TreeMap<>();
    private final Map<String, Integer> statuses = new TreeMap<>();
    private final List<Sent> busy = new ArrayList<>();

    private record Sent(int number, BadRequest request) {}

    private BadInput(int port, Generator generator) {
        this.base = URI.create("http://localhost:" + port);
        this.wire = new Wire(base);
        this.generator = generator;
    }

    /** Some of the requests, for which one scene is good; for JUnit's {@code MethodSource}. */
    public static Stream<Part> parts() {
        return IntStream.range(0, (COUNT + PER_SCENE - 1) / PER_SCENE)
                .map(it -> it * PER_SCENE)
                .mapToObj(it -> new Part(FROM + it, Math.min(PER_SCENE, COUNT - it)));
    }

    /** @param from number of the first */
    public record Part(int from, int count) {

        /**
         * Sends them.
         *
         * @param table the service's table of who may call what, each row with a request that succeeds
         * @return what was answered wrongly, a paragraph each; empty for nothing
         */
        public List<String> play(int port, String table, Path openapi, Scene scene) {
            BadInput input =
                    new BadInput(port, new Generator(table, OpenApiFile.read(openapi), BadInput::movesTheClock, SEED));
            List<String> wrong = input.play(this, scene);
            Tried.note("requests", count, wrong);
            Tried.note(BUSY, input.busy.size(), List.of());
            return wrong;
        }

        List<String> play(int port, Generator generator, Scene scene) {
            return new BadInput(port, generator).play(this, scene);
        }
    }

    /** The clock is every test's; what it refuses is told by its own tests. */
    static boolean movesTheClock(AccessRow row) {
        return row.path().equals("/local/clock");
    }

    private List<String> play(Part part, Scene scene) {
        ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> sent = new ArrayList<>();
            for (int i = part.from(); i < part.from() + part.count(); i++) {
                int number = i;
                sent.add(senders.submit(() -> send(number, generator.make(number, scene))));
            }
            for (Future<?> it : sent) {
                it.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            senders.shutdownNow();
        }
        askAgain();
        return told(part.count());
    }

    private void send(int number, BadRequest request) {
        Optional<Answer> answer = wire.send(request);
        if (answer.filter(BadInput::isBusy).isPresent()) {
            synchronized (this) {
                busy.add(new Sent(number, request));
            }
        } else {
            judge(number, request, answer);
        }
    }

    private synchronized void judge(int number, BadRequest request, Optional<Answer> answer) {
        Optional<String> violation =
                answer.isPresent() ? AnswerRule.violation(request, answer.get()) : AnswerRule.violation(request);
        statuses.merge(answer.map(it -> it.status() / 100 + "xx").orElse("none"), 1, Integer::sum);
        violation.ifPresent(what -> wrong.computeIfAbsent(request.row() + ": " + what, it -> new ArrayList<>())
                .add("seed " + SEED + ", from " + number + ", " + request.changes() + " -> "
                        + answer.map(BadInput::shown).orElse("no answer") + "\n  " + request.curl(base.toString())));
    }

    /** No connection, no lock or no turn in time: whoever asks again, and nobody beside, is answered. */
    private static boolean isBusy(Answer answer) {
        return answer.status() == 503 && !answer.header("Retry-After").isEmpty();
    }

    /** One by one, once all others are answered: what is busy then too is a fault of its own. */
    private void askAgain() {
        busy.forEach(it -> judge(it.number(), it.request(), wire.send(it.request())));
    }

    private static String shown(Answer answer) {
        String text = answer.text();
        return answer.status() + " " + text.substring(0, Math.min(text.length(), TOLD_ANSWER));
    }

    private List<String> told(int count) {
        List<String> told = new ArrayList<>();
        wrong.forEach((what, times) -> told.add(what + " (" + times.size() + " times)\n  "
                + String.join("\n  ", times.subList(0, Math.min(TOLD_EACH, times.size())))));
        int refused = statuses.getOrDefault("4xx", 0);
        int taken = statuses.getOrDefault("2xx", 0) + statuses.getOrDefault("3xx", 0);
        if (count >= generator.round() && (refused < count / 4 || taken < count / 100)) {
            told.add("The input was not bad, or nothing but bad: " + statuses);
        }
        int most = Math.max(FEW_BUSY, count / ONE_BUSY_OF);
        if (busy.size() > most) {
            told.add(busy.size() + " of " + count + " requests were answered 503 with Retry-After, at most " + most
                    + " may be");
        }
        System.out.printf(
                "Bad input: %,d requests to %d operations, answered %s, %d of them by 503 first and so when repeated%n",
                count, generator.round(), statuses, busy.size());
        return told;
    }
}
