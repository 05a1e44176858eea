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

    static final List<String> ALL = List.of("dev", "prod");

    Stream<Manifest> of(String kind) {
        return manifests.stream().filter(manifest -> manifest.kind().equals(kind));
    }

    Optional<Manifest> find(String kind, String name) {
        return of(kind).filter(manifest -> manifest.name().equals(name)).findFirst();
    }

    boolean isProd() {
        return name.equals("prod");
    }
}
