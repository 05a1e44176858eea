package io.tresen.engines.access;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.smallrye.mutiny.Uni;
import io.tresen.messaging.db.Database;
import jakarta.ws.rs.Path;

/**
 * A resource method that answers a {@code Uni} reads past {@link Database}, which would know it for a request's: it takes its turn
 * for a connection by hand, or many of them leave none to events (ADR 24).
 */
public final class ReactiveTurns extends ArchCondition<JavaMethod> {

    private ReactiveTurns() {
        super("read in a turn (Database.inTurn)");
    }

    public static ArchRule areTaken() {
        return methods()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(Path.class)
                .and()
                .arePublic()
                .and()
                .haveRawReturnType(Uni.class)
                .should(new ReactiveTurns())
                .allowEmptyShould(true);
    }

    @Override
    public void check(JavaMethod method, ConditionEvents events) {
        boolean taken = method.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Database.class)
                        && call.getName().equals("inTurn"));
        events.add(new SimpleConditionEvent(method, taken, method.getFullName() + " asks the pool without a turn"));
    }
}
