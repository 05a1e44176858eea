package io.tresen.messaging.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a transaction sends when PostgreSQL refuses to begin it; the rest is in TransactionsIT, on a real one. */
class TxTest {

    private final List<String> sent = new ArrayList<>();
    private final Queue<Future<Object>> answers = new ArrayDeque<>();
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

    /** The client refuses the last at once, while those before it are on their way: PostgreSQL's own answer comes first. */
    @Test
    void what_failed_first_in_the_order_of_sending_is_thrown_though_the_last_has_failed_before() {
        Promise<Object> first = Promise.promise();
        answers.add(first.future());
        tx.ask("select 1");
        Asked refused = tx.ask("select $1");
        CompletableFuture<Throwable> thrown = CompletableFuture.supplyAsync(() -> thrownBy(refused::rows));
        first.fail(new Late());
        assertInstanceOf(Late.class, thrown.join());
        assertThrows(IllegalStateException.class, tx::assertWhole);
    }

    private static Throwable thrownBy(Runnable work) {
        return assertThrows(RuntimeException.class, work::run);
    }

    private static final class Late extends RuntimeException {}

    private static final class Refused extends RuntimeException {}

    /** A connection, or a statement of it, on which all fails but for what {@link #answers} has. */
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
        Future<Object> answer = answers.isEmpty() ? Future.failedFuture(new Refused()) : answers.remove();
        Object last = given == null || given.length == 0 ? null : given[given.length - 1];
        if (last instanceof Handler<?> handler) {
            answer.onComplete((Handler<AsyncResult<Object>>) handler);
            return null;
        }
        return answer;
    }
}
