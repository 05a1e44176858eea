package io.tresen.messaging.db;

import io.tresen.messaging.Wordless;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Tells the log about a trouble that lasts: when it begins, once a minute while it goes on, and when it is over. A broker
 * that is away for an hour is then sixty lines of a thread and not thousands. One of these belongs to one thread.
 */
public final class Trouble {

    private static final long EVERY_NS = TimeUnit.MINUTES.toNanos(1);

    private final Logger log;
    private final String what;
    private int times;
    private long since;
    private long told;

    /** @param what who has the trouble and what it does about it, such as {@code The relay waits} */
    public Trouble(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    /** It happened, for the first time or again. */
    public void happened(Throwable why) {
        long now = System.nanoTime();
        times++;
        if (times == 1) {
            since = now;
        }
        if (times == 1 || now - told >= EVERY_NS) {
            told = now;
            log.warnf("%s (%d times in %d s): %s", what, times, (now - since) / 1_000_000_000, told(why));
        }
        log.debug(what, why);
    }

    /** All is well; says so if it was not. */
    public void over() {
        if (times > 0) {
            log.infof("%s: over after %d s", what, (System.nanoTime() - since) / 1_000_000_000);
            times = 0;
        }
    }

    /** What is away is named; another exception's words may hold what somebody wrote. */
    private static Object told(Throwable why) {
        return Outage.isOne(why) ? why : Wordless.kind(why);
    }
}
