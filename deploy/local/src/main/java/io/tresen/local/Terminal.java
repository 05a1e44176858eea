package io.tresen.local;

import io.tresen.engines.EngineFailure;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What the commands of {@code deploy/local} share: plain lines out, one sentence and a status on failure. */
final class Terminal {

    private Terminal() {}

    /** Libraries of this program are not to write between our lines. */
    static void quiet() {
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        Logger.getLogger("").setLevel(Level.OFF);
    }

    static void line(String text) {
        System.out.println(text);
    }

    /** Runs the command; 1 after a failure that has a sentence, 2 after wrong arguments. */
    static int run(Runnable command) {
        try {
            command.run();
            return 0;
        } catch (Usage wrong) {
            System.err.println(wrong.getMessage());
            return 2;
        } catch (LaunchFailure | EngineFailure failed) {
            System.err.println(failed.getMessage());
            return 1;
        }
    }

    /** The arguments are not understood; the message says what is. */
    static final class Usage extends RuntimeException {

        Usage(String message) {
            super(message);
        }
    }
}
