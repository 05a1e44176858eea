package io.tresen.engines.access;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;

/** What a service answers: by its committed OpenAPI file, and by its resource classes, some of which that file hides. */
final class Endpoints {

    private Endpoints() {}

    /** Method and shape of the path → as it is written. */
    static TreeMap<String, String> described(java.nio.file.Path openapi) {
        TreeMap<String, String> found = new TreeMap<>();
        OpenApiFile.read(openapi)
                .operations()
                .forEach((endpoint, operation) -> found.put(endpoint, operation.method() + " " + operation.path()));
        return found;
    }

    static TreeMap<String, String> served(BeanManager beans) {
        TreeMap<String, String> found = new TreeMap<>();
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            Path of = bean.getBeanClass().getAnnotation(Path.class);
            if (of == null) {
                continue;
            }
            for (Method method : bean.getBeanClass().getMethods()) {
                Path own = method.getAnnotation(Path.class);
                String path = joined(of.value(), own == null ? "" : own.value());
                verb(method)
                        .ifPresent(verb -> found.put(
                                AccessRow.endpoint(verb, path),
                                verb + " " + path + " ("
                                        + method.getDeclaringClass().getSimpleName() + ")"));
            }
        }
        return found;
    }

    private static String joined(String outer, String inner) {
        return ("/" + outer + "/" + inner).replaceAll("/{2,}", "/");
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(it -> it.isAnnotationPresent(HttpMethod.class))
                .map(it -> it.getAnnotation(HttpMethod.class).value())
                .findFirst();
    }
}
