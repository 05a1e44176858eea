package io.tresen.local;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** Starts and ends parts that do not need each other at the same time, with a line for each. */
record Together(Consumer<String> say) {

    /** Returns once all of them serve. @throws LaunchFailure of the first that does not */
    void start(List<Part> some) {
        each(some, part -> {
            long begin = System.nanoTime();
            boolean ran = part.engine().running();
            part.engine().start();
            String line = part.label() + " on " + part.engine().port();
            say.accept(ran ? line + " … still running, taken over" : took(line, begin));
        });
    }

    /** Ends what runs of them, those first that need the others. */
    void stop(Parts parts) {
        for (List<Part> some : List.of(parts.entrance(), parts.services(), parts.foundation())) {
            each(some.stream().filter(part -> part.engine().running()).toList(), part -> {
                long begin = System.nanoTime();
                part.engine().stop();
                say.accept(took(part.label() + " ended", begin));
            });
        }
    }

    static String took(String what, long begin) {
        return String.format(Locale.ROOT, "%s … %.1f s", what, (System.nanoTime() - begin) / 1e9);
    }

    private static void each(List<Part> some, Consumer<Part> action) {
        CompletableFuture<?>[] all = some.stream()
                .map(part -> CompletableFuture.runAsync(() -> action.accept(part), task -> new Thread(task).start()))
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(all).join();
        } catch (CompletionException failed) {
            Throwable cause = failed.getCause();
            throw cause instanceof LaunchFailure known ? known : new LaunchFailure(cause.getMessage(), cause);
        }
    }
}
