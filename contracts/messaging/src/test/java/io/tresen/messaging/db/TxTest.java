package io.tresen.messaging.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a transaction sends when PostgreSQL refuses to begin it; the rest is in TransactionsIT, on a real one. */
class TxTest {

    private final List<String> sent = new ArrayList<>();
    private final Tx tx = new Tx(new SqlConnection(refusing(io.vertx.sqlclient.SqlConnection.class, "")));

    @Test
    void a_statement_that_changes_something_is_not_sent_before_the_transaction_has_begun() {
        tx.begin("begin");
        assertThrows(Refused.class, () -> tx.update("insert into t values (1)"));
        assertEquals(List.of("begin"), sent);
    }

    @Test
    void neither_are_many_of_them_or_what_nobody_waits_for() {
        tx.begin("begin");
        assertThrows(Refused.class, () -> tx.send("with x as (delete from t returning 1) select 1 from x"));
        assertThrows(
                RuntimeException.class,
                () -> tx.batch("insert into t values ($1)", List.of(new Object[] {1}, new Object[] {2})));
        assertThrows(RuntimeException.class, () -> tx.attempt(() -> {}));
        assertEquals(List.of("begin"), sent);
    }

    @Test
    void a_select_goes_with_the_begin_and_fails_with_it() {
        tx.begin("begin");
        Asked asked = tx.ask("select 1 for update");
        assertEquals(List.of("begin", "select 1 for update"), sent);
        assertThrows(Refused.class, asked::rows);
    }

    private static final class Refused extends RuntimeException {}

    /** A connection, or a statement of it, on which all fails. */
    private <T> T refusing(Class<T> type, String sql) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> switch (method.getName()) {
                    case "query" -> refusing(Query.class, (String) given[0]);
                    case "preparedQuery" -> refusing(PreparedQuery.class, (String) given[0]);
                    case "execute", "executeBatch" -> refused(sql, given);
                    case "closeHandler" -> proxy;
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> throw new IllegalStateException(method.getName());
                }));
    }

    @SuppressWarnings("unchecked")
    private Object refused(String sql, Object... given) {
        sent.add(sql);
        Object last = given == null || given.length == 0 ? null : given[given.length - 1];
        if (last instanceof Handler<?> handler) {
            ((Handler<AsyncResult<Object>>) handler).handle(Future.failedFuture(new Refused()));
            return null;
        }
        return Future.failedFuture(new Refused());
    }
}
