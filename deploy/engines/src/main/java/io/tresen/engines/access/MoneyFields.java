package io.tresen.engines.access;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is kept of money is whole minor units (DESIGN 13, 15). A field that by its name is an amount, also a record's part, has no
 * fractions. What somebody else writes with a point stands in the list, with its reason.
 */
public final class MoneyFields extends ArchCondition<JavaField> {

    private static final Pattern MONEY = Pattern.compile(".*(Minor|[aA]mount|[pP]rice|[tT]otal)");
    private static final Set<String> FRACTIONS =
            Set.of("double", "float", "java.lang.Double", "java.lang.Float", "java.math.BigDecimal");

    private final Map<String, String> exceptions;
    private final Set<String> met = new HashSet<>();

    private MoneyFields(Map<String, String> exceptions) {
        super("hold money in whole minor units");
        this.exceptions = exceptions;
    }

    /** @param exceptions {@code Class.field}, a nested class behind its own → why; one that is not needed is a fault */
    public static ArchRule areWhole(Map<String, String> exceptions) {
        return fields().should(new MoneyFields(exceptions));
    }

    @Override
    public void check(JavaField field, ConditionEvents events) {
        if (!MONEY.matcher(field.getName()).matches()
                || !FRACTIONS.contains(field.getRawType().getName())) {
            return;
        }
        String home = field.getOwner().getPackageName() + ".";
        String name = field.getFullName().substring(home.length()).replace('$', '.');
        met.add(name);
        if (!exceptions.containsKey(name)) {
            events.add(SimpleConditionEvent.violated(
                    field, name + " is money as a " + field.getRawType().getSimpleName() + ": " + field.getFullName()));
        }
    }

    @Override
    public void finish(ConditionEvents events) {
        exceptions.keySet().stream()
                .filter(name -> !met.contains(name))
                .forEach(
                        name -> events.add(SimpleConditionEvent.violated(name, name + " needs no exception any more")));
    }
}
