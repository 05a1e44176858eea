package io.tresen.messaging.rest;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;

/**
 * Who may call a resource method: {@code open} to all, or the roles; of a business's people its {@code agents} too.
 *
 * @param counted whether strangers' calls are counted by their network
 */
record AccessRule(boolean open, Set<Role> roles, boolean agents, boolean counted) {

    /** Whether the caller of a token may. */
    boolean admits(Token token) {
        return roles.contains(token.role()) && (agents || token.staffRole() != StaffRole.AGENT);
    }

    /** The method's own rule, else its class's; empty means refused. */
    static Optional<AccessRule> of(Class<?> resource, Method method) {
        return of(method).or(() -> of(resource)).or(() -> of(method.getDeclaringClass()));
    }

    private static Optional<AccessRule> of(AnnotatedElement element) {
        Public everybody = element.getAnnotation(Public.class);
        boolean open = everybody != null;
        Allowed allowed = element.getAnnotation(Allowed.class);
        if (open == (allowed != null)) {
            return Optional.empty(); // neither, or both, which is no decision either
        }
        return Optional.of(
                open
                        ? new AccessRule(true, Set.of(), true, everybody.counted())
                        : new AccessRule(false, Set.of(allowed.value()), allowed.agents(), true));
    }
}
