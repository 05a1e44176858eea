package io.tresen.kubernetes;

import io.tresen.contracts.Topics;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the services' own sources say of their settings and consumers. */
final class Services {

    private static final Pattern SETTING =
            Pattern.compile("(?:@ConfigProperty\\(\\s*name = |getValue\\()\"(tresen\\.[^\"]+)\"");
    private static final Pattern MENTIONED = Pattern.compile("\\$\\{(tresen\\.[a-z.-]+)");
    private static final Path COMMON =
            Folders.ROOT.resolve("contracts/messaging/src/main/resources/META-INF/microprofile-config.properties");

    private Services() {}

    /** A service's application.properties. */
    static Properties settings(String service) {
        return properties(
                Folders.text(Folders.ROOT.resolve(service + "-service/src/main/resources/application.properties")));
    }

    /** What all of them have unless they say otherwise. */
    static Properties commonSettings() {
        return properties(Folders.text(COMMON));
    }

    static Properties properties(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    /** Topic by consumer group, from the channels of all services. */
    static Map<String, String> topicsByGroup() {
        Map<String, String> topics = new LinkedHashMap<>();
        for (String service : Topics.SERVICES) {
            Properties settings = settings(service);
            settings.stringPropertyNames().stream()
                    .filter(name -> name.endsWith(".group.id"))
                    .forEach(name -> topics.put(
                            settings.getProperty(name), settings.getProperty(name.replace(".group.id", ".topic"))));
        }
        return topics;
    }

    /** Names of all {@code tresen.…} settings that a service reads. */
    static Set<String> knownSettings() {
        Set<String> known = new TreeSet<>();
        Stream.concat(Topics.SERVICES.stream().map(service -> service + "-service"), Stream.of("contracts/messaging"))
                .map(module -> Folders.ROOT.resolve(module).resolve("src/main"))
                .forEach(folder -> collect(folder, known));
        return known;
    }

    private static void collect(Path folder, Set<String> known) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file ->
                            file.toString().endsWith(".java") || file.toString().endsWith(".properties"))
                    .forEach(file -> {
                        String text = Folders.text(file);
                        Matcher setting =
                                file.toString().endsWith(".java") ? SETTING.matcher(text) : MENTIONED.matcher(text);
                        while (setting.find()) {
                            known.add(setting.group(1));
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
