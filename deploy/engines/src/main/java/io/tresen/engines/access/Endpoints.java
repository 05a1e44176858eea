package io.tresen.engines.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a service answers: by its committed OpenAPI file, and by its resource classes, some of which that file hides. */
final class Endpoints {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private Endpoints() {}

    /** Method and shape of the path → as it is written. */
    static TreeMap<String, String> described(java.nio.file.Path openapi) {
        TreeMap<String, String> found = new TreeMap<>();
        try {
            JsonNode paths =
                    new YAMLMapper().readTree(Files.readString(openapi)).path("paths");
            paths.fields().forEachRemaining(path -> path.getValue().fieldNames().forEachRemaining(word -> {
                if (METHODS.contains(word)) {
                    String method = word.toUpperCase(Locale.ROOT);
                    found.put(AccessRow.endpoint(method, path.getKey()), method + " " + path.getKey());
                }
            }));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
