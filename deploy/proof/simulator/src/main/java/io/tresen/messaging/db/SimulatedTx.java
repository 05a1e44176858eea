package io.tresen.messaging.db;

import io.vertx.mutiny.sqlclient.SqlConnection;
import java.lang.reflect.Proxy;

/** Transactions for stores that keep their rows in memory: no statement can be run on them. */
public final class SimulatedTx {

    private static final SqlConnection NOWHERE =
            new SqlConnection((io.vertx.sqlclient.SqlConnection) Proxy.newProxyInstance(
                    SimulatedTx.class.getClassLoader(),
                    new Class<?>[] {io.vertx.sqlclient.SqlConnection.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("closeHandler")) {
                            return proxy;
                        }
                        throw new IllegalStateException("A statement was run in the simulator: " + method.getName());
                    }));

    private SimulatedTx() {}

    /** One that is open. */
    public static Tx open() {
        return new Tx(NOWHERE);
    }

    /** Runs what was to be run after the commit. */
    public static void committed(Tx tx) {
        tx.committed();
    }
}
