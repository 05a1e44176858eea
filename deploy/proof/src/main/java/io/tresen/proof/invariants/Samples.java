package io.tresen.proof.invariants;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.local.Platform;
import io.tresen.proof.client.Http;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The parts of I1, I2, I5 and I7 that hold at every moment, whatever moves: each is one statement, one answer of the sandbox or
 * what has newly come to the topics. All others wait for rest. It reads only, and one look costs little.
 *
 * <p>None of them needs time to come true: a record that comes again, since somebody replays it or a relay died before its
 * acknowledgement, is known by its id; a table is seen at one moment, also while a service dies at any of its steps; and an order
 * gets no second attempt while one is in flight, so that late money is its only money.
 */
public final class Samples implements AutoCloseable {

    private final Platform platform;
    private final Books books;
    private final SequenceWatch sequences;

    public Samples(Platform platform) {
        this.platform = platform;
        this.books = new Books(platform::jdbcUrl);
        this.sequences = new SequenceWatch(platform.bootstrapServers());
    }

    /**
     * Looks once.
     *
     * @param found is told of each invariant and its violations as soon as they are known; of one that holds with an empty list
     * @throws RuntimeException while something that it asks is away; what was told before that stands
     */
    public void take(BiConsumer<String, List<String>> found) {
        JsonNode sandbox = new Http(platform.sandboxUrl(), null)
                .send("GET", "/sandbox/book", null, null)
                .expect(200);
        found.accept("I1 sampled: stock is the sum of its movements", Stock.sums(books));
        found.accept("I2 sampled: no order keeps a second charge", Charges.doubled(sandbox));
        found.accept("I7 sampled: debits are credits", Ledger.balance(books));
        // no row where nobody has one
        if (Wallets.count(books).count() > 0) {
            found.accept("I7 sampled: no wallet is overdrawn", Wallets.atEveryMoment(books));
        }
        found.accept("I5 sampled: no hole and no double", sequences.look());
    }

    @Override
    public void close() {
        sequences.close();
    }
}
