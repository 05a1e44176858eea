package io.tresen.engines;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * {@code KafkaProcess --port N --controller-port M --data DIR}: one Kafka broker in this process until {@code TERM}, which
 * ends it in order. Killed at once, it recovers its data at the next start.
 */
public final class KafkaProcess {

    private KafkaProcess() {}

    public static void main(String[] args) {
        Arguments arguments = Arguments.of(args, "port", "controller-port", "data");
        Logger.getLogger("").setLevel(Level.WARNING);
        KafkaBroker broker;
        try {
            broker = new KafkaBroker(arguments.port("port"), arguments.port("controller-port"), arguments.path("data"));
        } catch (RuntimeException e) {
            e.printStackTrace();
            System.exit(1); // what did start of it would keep the process alive
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-kafka"));
        broker.await();
    }
}
