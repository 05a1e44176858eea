package io.tresen.local;

import io.tresen.local.gateway.ClockFile;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;

/** The offset of business time for services that start after it was moved. The gateway moves it. */
record BusinessTime(ClockFile file) {

    private static final int TRIES = 3;

    static BusinessTime of(PlatformOptions options) {
        return new BusinessTime(new ClockFile(options.state().resolve("clock")));
    }

    long offsetS() {
        try {
            return file.offsetS();
        } catch (IOException | NumberFormatException unreadable) {
            throw new LaunchFailure("The clock in " + file.path() + " can't be read.", unreadable);
        }
    }

    /**
     * Gives a service that just started the total of now. It may have been moved while the service started and was not
     * yet there to be told, so the file is read again until it stands still.
     */
    void tell(int servicePort) {
        long told;
        do {
            told = offsetS();
            HttpResponse<String> answer = put(servicePort, told);
            if (answer.statusCode() / 100 != 2) {
                throw new LaunchFailure("The service on port " + servicePort + " refuses the clock: "
                        + answer.statusCode() + " " + answer.body());
            }
        } while (told != offsetS());
    }

    /** A busy machine may take its time to answer the first request of a process. */
    private static HttpResponse<String> put(int servicePort, long offsetS) {
        IOException last = null;
        for (int i = 0; i < TRIES; i++) {
            try {
                return Loopback.put(servicePort, "/local/clock", new JsonObject().put("offset_s", offsetS));
            } catch (IOException away) {
                last = away;
            }
        }
        throw new LaunchFailure("The service on port " + servicePort + " does not take the clock.", last);
    }
}
