package io.tresen.messaging.rest;

import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

/**
 * The methods that the path of the current request knows, which stand beside a 405 (RFC 9110, section 15.5.6). Quarkus REST (3.32)
 * tells them to OPTIONS alone, so that they are looked up as it does there. A path may be known to several classes, of which it asks
 * one after the other.
 */
final class AllowedMethods {

    private AllowedMethods() {}

    /** The value of {@code Allow}. */
    static String here() {
        return String.join(", ", methods());
    }

    /**
     * Whether the path is known, with other methods than the request's: Quarkus REST answers 404 to that where the path of another
     * class is the beginning of it, since it goes on to that class before it gives up.
     */
    static boolean areOthers() {
        Set<String> methods = methods();
        return methods.size() > 1
                && !methods.contains(CurrentRequestManager.get().getMethod());
    }

    private static Set<String> methods() {
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
        RequestMapper<InitialMatch> classes =
                new RequestMapper<>(request.getDeployment().getClassMappers());
        String path = request.getPathWithoutPrefix();
        for (RequestMatch<InitialMatch> found = classes.map(path);
                found != null;
                found = classes.continueMatching(path, found)) {
            addMethods(found, methods);
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    /** Those of one class, as far as it knows the path. */
    private static void addMethods(RequestMatch<InitialMatch> found, Set<String> methods) {
        String rest = found.remaining.isEmpty() ? "/" : found.remaining;
        for (ServerRestHandler handler : found.value.handlers) {
            if (handler instanceof ClassRoutingHandler routing) {
                routing.getMappers().forEach((method, paths) -> {
                    if (method != null && paths.map(rest) != null) {
                        methods.add(method);
                    }
                });
            }
        }
    }
}
