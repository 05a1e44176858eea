package io.tresen.messaging.rest;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Stops the start of a service that has a resource method of which nobody decided who may call it. */
public class AccessCheck {

    void onStart(@Observes StartupEvent event, BeanManager beans) {
        List<String> undecided = resources(beans)
                .flatMap(type -> undecided(type).stream())
                .sorted()
                .toList();
        if (!undecided.isEmpty()) {
            throw new IllegalStateException("Exactly one of @Allowed and @Public is missing on " + undecided);
        }
    }

    static Stream<Class<?>> resources(BeanManager beans) {
        return beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .<Class<?>>map(Bean::getBeanClass)
                .distinct()
                .filter(type -> type.isAnnotationPresent(Path.class));
    }

    static List<String> undecided(Class<?> resource) {
        return Arrays.stream(resource.getMethods())
                .filter(AccessCheck::isResourceMethod)
                .filter(method -> AccessRule.of(resource, method).isEmpty())
                .map(method -> resource.getName() + "." + method.getName())
                .toList();
    }

    private static boolean isResourceMethod(Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            if (annotation.annotationType().isAnnotationPresent(HttpMethod.class)) {
                return true;
            }
        }
        return method.isAnnotationPresent(Path.class);
    }
}
