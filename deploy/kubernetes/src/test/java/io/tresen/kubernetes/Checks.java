package io.tresen.kubernetes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All checks by the names that broken manifests call them. */
final class Checks {

    static final Optional<Definitions> DEFINITIONS = Folders.definitions().map(Definitions::new);

    private Checks() {}

    static Map<String, Check> all() {
        Given given = Given.read();
        Map<String, Check> checks = new LinkedHashMap<>();
        checks.put("built-in-objects", new BuiltInObjects());
        DEFINITIONS.ifPresent(definitions -> checks.put("custom-objects", new CustomObjects(definitions, given)));
        checks.put("selectors", new Selectors(given));
        checks.put("references", new References(given));
        checks.put("resources", new Resources());
        checks.put("pod-security", new PodSecurity());
        checks.put("lifecycle", new Lifecycle());
        checks.put("scaling", new Scaling());
        checks.put("roll-out", new RollOut());
        checks.put("network-paths", new NetworkPaths());
        checks.put("routes", new Routes());
        checks.put("topics", new TopicsAreOurs());
        checks.put("access", new AccessIsTheList());
        checks.put("durability", new Durability());
        checks.put("monitoring", new Monitoring());
        checks.put("settings", new SettingsAreRead());
        checks.put("nothing-local", new NothingLocal());
        checks.put("versions", VersionsAgree.read(DEFINITIONS));
        return checks;
    }
}
