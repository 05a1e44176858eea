package io.tresen.proof.invariants;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.local.Platform;
import io.tresen.proof.client.Http;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of I1, I2, I5 and I7 that hold at every moment, whatever moves: each is one statement, one answer of the sandbox or
 * what has newly come to the topics. All others wait for rest. It reads only, and one look costs little.
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
     * Violations by invariant; one that holds has an empty list.
     *
     * @throws RuntimeException while something that it asks is away
     */
    public Map<String, List<String>> take() {
        JsonNode sandbox = new Http(platform.sandboxUrl(), null)
                .send("GET", "/sandbox/book", null, null)
                .expect(200);
        Map<String, List<String>> found = new LinkedHashMap<>();
        found.put("I1 sampled: stock is the sum of its movements", Stock.sums(books));
        found.put("I2 sampled: no order keeps a second charge", Charges.doubled(sandbox));
        found.put("I7 sampled: debits are credits", Ledger.balance(books));
        found.put("I7 sampled: no wallet is overdrawn", Wallets.atEveryMoment(books));
        // last: a look that fails after it would not be told what it found
        found.put("I5 sampled: no hole and no double", sequences.look());
        return found;
    }

    @Override
    public void close() {
        sequences.close();
    }
}
