package io.tresen.kubernetes;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an overlay comes to.
 *
 * @param name its folder's
 */
record Overlay(String name, List<Manifest> manifests) {

    /** Those of the repository, or the ones that somebody asks for. */
    static final List<String> ALL =
            List.of(System.getProperty("tresen.overlays", "dev,prod").split(","));

    Stream<Manifest> of(String kind) {
        return manifests.stream().filter(manifest -> manifest.kind().equals(kind));
    }

    Optional<Manifest> find(String kind, String name) {
        return of(kind).filter(manifest -> manifest.name().equals(name)).findFirst();
    }

    /** Held to what production is: everything but the one for a small node. */
    boolean isProd() {
        return !name.equals("dev");
    }
}
