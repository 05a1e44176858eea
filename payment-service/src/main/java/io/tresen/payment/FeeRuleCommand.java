package io.tresen.payment;

import io.tresen.messaging.db.Tx;
import io.tresen.messaging.inbox.OperatorTask;
import io.tresen.messaging.time.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The operator's command {@code fee-rules}: puts the rules of a file, all or none. What a file leaves out stays. */
@ApplicationScoped
public class FeeRuleCommand implements OperatorTask {

    private final Fees fees;
    private final BusinessClock clock;

    FeeRuleCommand(Fees fees, BusinessClock clock) {
        this.fees = fees;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "fee-rules";
    }

    @Override
    public String carryOut(Tx tx, String file) {
        List<FeeRule> wanted = FeeRuleFile.read(file);
        List<FeeRule> changed =
                FeeRuleChanges.decide(fees.all(tx), wanted, clock.now().truncatedTo(ChronoUnit.MICROS));
        changed.forEach(rule -> fees.put(tx, rule));
        return wanted.size() + " rules read, " + changed.size() + " put or ended";
    }
}
