package io.tresen.engines.access;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a store does to a tenant's rows is asked for by tenant: behind the transaction, and behind a time or a sequence, the first
 * parameter is {@code businessId} or a value that holds it (DESIGN 11). Stores have plural names. A method that can't know the
 * tenant (a queue, what is due, a look-up by handle, client id or link) stands in the list, with its reason.
 */
public final class TenantFirst extends ArchCondition<JavaMethod> {

    private static final Set<Class<?>> NO_IDS =
            Set.of(Instant.class, Duration.class, long.class, int.class, boolean.class);
    private static final int DEPTH = 3;
    private static final Pattern EDGES = Pattern.compile("\\.(rest|kafka|timer)$");
    private static final DescribedPredicate<JavaMethod> TAKES_A_TRANSACTION =
            new DescribedPredicate<>("take a transaction") {
                @Override
                public boolean test(JavaMethod method) {
                    return !method.getModifiers().contains(JavaModifier.PRIVATE)
                            && !method.getModifiers().contains(JavaModifier.SYNTHETIC)
                            && !method.getRawParameterTypes().isEmpty()
                            && method.getRawParameterTypes().get(0).isEquivalentTo(Tx.class)
                            && method.getOwner().getSimpleName().endsWith("s")
                            && !EDGES.matcher(method.getOwner().getPackageName())
                                    .find();
                }
            };

    private final Map<String, String> exceptions;
    private final Set<String> met = new HashSet<>();

    private TenantFirst(Map<String, String> exceptions) {
        super("have the tenant first");
        this.exceptions = exceptions;
    }

    /** @param exceptions {@code Store.method} → why it has no tenant; one that is not needed is a fault */
    public static ArchRule inStores(Map<String, String> exceptions) {
        return ArchRuleDefinition.methods()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(ApplicationScoped.class)
                .and(TAKES_A_TRANSACTION)
                .should(new TenantFirst(exceptions));
    }

    @Override
    public void check(JavaMethod method, ConditionEvents events) {
        String name = method.getOwner().getSimpleName() + "." + method.getName();
        if (tenantLeads(method.reflect())) {
            return;
        }
        met.add(name);
        if (!exceptions.containsKey(name)) {
            events.add(SimpleConditionEvent.violated(
                    method, name + " does not have the tenant first: " + method.getFullName()));
        }
    }

    @Override
    public void finish(ConditionEvents events) {
        exceptions.keySet().stream()
                .filter(name -> !met.contains(name))
                .forEach(
                        name -> events.add(SimpleConditionEvent.violated(name, name + " needs no exception any more")));
    }

    private static boolean tenantLeads(Method method) {
        Parameter[] parameters = method.getParameters();
        for (int i = 1; i < parameters.length; i++) {
            if (!NO_IDS.contains(parameters[i].getType())) {
                return parameters[i].getType() == UUID.class
                        ? parameters[i].getName().equals("businessId")
                        : carriesIt(parameters[i].getParameterizedType(), DEPTH);
            }
        }
        return false;
    }

    /** A value of the type says whose it is, itself or by a part of it. */
    private static boolean carriesIt(Type type, int depth) {
        if (type instanceof ParameterizedType of) {
            return Arrays.stream(of.getActualTypeArguments()).anyMatch(it -> carriesIt(it, depth));
        }
        if (depth == 0 || !(type instanceof Class<?> it) || !it.getName().startsWith("io.tresen.")) {
            return false;
        }
        if (it.getSimpleName().equals("Business")
                || Arrays.stream(it.getMethods())
                        .anyMatch(method -> method.getName().equals("businessId"))) {
            return true;
        }
        return Arrays.stream(it.getDeclaredMethods())
                .filter(method -> method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers()))
                .anyMatch(method -> carriesIt(method.getGenericReturnType(), depth - 1));
    }
}
