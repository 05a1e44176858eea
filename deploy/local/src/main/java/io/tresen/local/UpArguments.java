package io.tresen.local;

import io.tresen.local.sandbox.Fault;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command line of {@code deploy/local/up}.
 *
 * @param reset delete everything that was kept, first
 * @param demo load the demo shop and play the conversation
 * @param fault what the payment sandbox does from now on
 * @param traces where the services send their spans
 * @param file an export to import into the shop; its format is then set
 */
record UpArguments(
        int portOffset,
        Map<String, Integer> replicas,
        boolean reset,
        boolean demo,
        Optional<Fault> fault,
        Optional<URI> traces,
        Optional<Path> file,
        Optional<String> format) {

    /** What catalog-service reads. */
    static final List<String> FORMATS =
            List.of("tresen-csv", "woocommerce-csv", "shopify-csv", "meta-feed-csv", "meta-feed-xml");

    /** @throws Terminal.Usage when an argument is not understood */
    static UpArguments parse(String... args) {
        int offset = 0;
        Map<String, Integer> replicas = new LinkedHashMap<>();
        boolean reset = false;
        boolean demo = true;
        Optional<Fault> fault = Optional.empty();
        Optional<URI> traces = Optional.empty();
        Optional<Path> file = Optional.empty();
        Optional<String> format = Optional.empty();
        Deque<String> rest = new ArrayDeque<>(Arrays.asList(args));
        while (!rest.isEmpty()) {
            String option = rest.pop();
            switch (option) {
                case "--reset" -> reset = true;
                case "--no-demo" -> demo = false;
                case "--ports" -> offset = PortPlan.parseOffset(value(option, rest));
                case "--replicas" -> replicas.putAll(replicas(value(option, rest)));
                case "--fault" -> fault = Optional.of(fault(value(option, rest)));
                case "--traces" -> traces = Optional.of(receiver(value(option, rest)));
                case "--import" -> file = Optional.of(readable(value(option, rest)));
                case "--format" -> format = Optional.of(format(value(option, rest)));
                default ->
                    throw new Terminal.Usage(
                            "deploy/local/up does not know " + option + "; see deploy/local/up --help");
            }
        }
        if (file.isPresent() != format.isPresent()) {
            throw new Terminal.Usage(
                    "--import FILE and --format F go together; F is one of " + String.join(", ", FORMATS));
        }
        return new UpArguments(offset, replicas, reset, demo, fault, traces, file, format);
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new Terminal.Usage(option + " needs a value");
        }
        return rest.pop();
    }

    private static Map<String, Integer> replicas(String text) {
        Map<String, Integer> replicas = new LinkedHashMap<>();
        for (String one : text.split(",")) {
            if (!one.matches("[a-z]+=\\d")) {
                throw new Terminal.Usage("--replicas takes pairs such as order=2,chat=2, not " + text);
            }
            replicas.put(one.substring(0, one.indexOf('=')), one.charAt(one.length() - 1) - '0');
        }
        return replicas;
    }

    private static Fault fault(String word) {
        return Fault.of(word)
                .orElseThrow(() -> new Terminal.Usage("--fault takes one of "
                        + String.join(
                                ", ",
                                Arrays.stream(Fault.values()).map(Fault::word).toList()) + ", not " + word));
    }

    private static URI receiver(String address) {
        if (!address.matches("https?://[^/\\s]+/?")) {
            throw new Terminal.Usage("--traces takes an address such as http://localhost:4318, not " + address);
        }
        return URI.create(address);
    }

    private static Path readable(String file) {
        Path path = Path.of(file);
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw new Terminal.Usage("The file " + file + " can't be read");
        }
        return path;
    }

    private static String format(String word) {
        if (!FORMATS.contains(word)) {
            throw new Terminal.Usage("--format takes one of " + String.join(", ", FORMATS) + ", not " + word);
        }
        return word;
    }
}
