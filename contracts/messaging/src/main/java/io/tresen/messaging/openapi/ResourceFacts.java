package io.tresen.messaging.openapi;

import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.KeyRequired;
import io.tresen.messaging.rest.OptionalBody;
import io.tresen.messaging.rest.OtherErrors;
import io.tresen.messaging.rest.Public;
import io.tresen.messaging.rest.Role;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** All resource methods of a service by verb and path. */
final class ResourceFacts {

    private static final DotName PATH = DotName.createSimple(Path.class);
    private static final DotName KEYS = DotName.createSimple(IdempotencyKeys.class);
    private static final DotName OPTIONAL = DotName.createSimple(OptionalBody.class);
    private static final List<Class<?>> VERBS = List.of(GET.class, POST.class, PUT.class, PATCH.class, DELETE.class);

    private final Map<String, OperationFacts> facts = new HashMap<>();

    ResourceFacts(IndexView index) {
        for (AnnotationInstance path : index.getAnnotations(PATH)) {
            if (path.target().kind() == AnnotationTarget.Kind.CLASS) {
                ClassInfo resource = path.target().asClass();
                resource.methods().forEach(method -> add(resource, path.value().asString(), method));
            }
        }
    }

    private void add(ClassInfo resource, String base, MethodInfo method) {
        AnnotationInstance below = method.declaredAnnotation(PATH);
        String path = PathTemplate.of(base, below == null ? "" : below.value().asString());
        for (Class<?> verb : VERBS) {
            if (method.hasDeclaredAnnotation(DotName.createSimple(verb))) {
                facts.merge(verb.getSimpleName() + " " + path, facts(resource, method), OperationFacts::or);
            }
        }
    }

    /** Empty for what is no resource method of ours. */
    Optional<OperationFacts> of(String verb, String path) {
        return Optional.ofNullable(facts.get(verb + " " + path));
    }

    private static OperationFacts facts(ClassInfo resource, MethodInfo method) {
        boolean decided = has(method, Public.class) || has(method, Allowed.class);
        boolean open = decided ? has(method, Public.class) : has(resource, Public.class);
        boolean keys =
                resource.fields().stream().anyMatch(field -> field.type().name().equals(KEYS))
                        || method.parameters().stream()
                                .flatMap(parameter -> parameter.declaredAnnotations().stream())
                                .anyMatch(it -> it.value() != null
                                        && "Idempotency-Key".equals(it.value().value()));
        DotName allowed = DotName.createSimple(Allowed.class);
        AnnotationInstance rule = decided ? method.declaredAnnotation(allowed) : resource.declaredAnnotation(allowed);
        return new OperationFacts(
                open,
                rule != null && admitsEverybody(rule),
                !open || isCounted(has(method, Public.class) ? method : resource),
                keys,
                has(method, KeyRequired.class),
                method.parameters().stream().anyMatch(it -> it.hasDeclaredAnnotation(OPTIONAL)),
                has(resource, OtherErrors.class));
    }

    private static boolean admitsEverybody(AnnotationInstance rule) {
        boolean agents = rule.value("agents") != null && rule.value("agents").asBoolean();
        return agents && Set.of(rule.value().asEnumArray()).size() == Role.values().length;
    }

    private static boolean isCounted(AnnotationTarget decides) {
        var counted =
                decides.declaredAnnotation(DotName.createSimple(Public.class)).value("counted");
        return counted == null || counted.asBoolean();
    }

    private static boolean has(AnnotationTarget target, Class<?> annotation) {
        return target.hasDeclaredAnnotation(DotName.createSimple(annotation));
    }
}
