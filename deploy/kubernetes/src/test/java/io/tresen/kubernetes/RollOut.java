package io.tresen.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@code roll-out} applies every object once, a service before who says words that it may not know yet, and nothing that scales
 * before what it scales. The program is run with a kubectl that only writes down what it is asked.
 */
final class RollOut implements Check {

    /** Who hears, then who speaks; each is waited for. */
    private static final List<List<String>> BEFORE =
            List.of(List.of("chat", "payment"), List.of("payment", "order"), List.of("chat", "order"));

    private final List<List<String>> asked = asked();
    private final List<Integer> applies = IntStream.range(0, asked.size())
            .filter(i -> asked.get(i).contains("apply"))
            .boxed()
            .toList();

    @Override
    public List<String> findings(Overlay overlay) {
        List<String> findings = new ArrayList<>();
        for (Manifest manifest : overlay.manifests()) {
            long times = steps(manifest).count();
            if (times != 1) {
                findings.add(manifest.id() + " is applied in " + (times == 0 ? "no step" : times + " steps"));
            }
        }
        Stream.of("HorizontalPodAutoscaler", "ScaledObject")
                .flatMap(overlay::of)
                .forEach(scaler -> overlay.find(
                                "Deployment",
                                scaler.spec().at("/scaleTargetRef/name").asText())
                        .ifPresent(target -> scaled(scaler, target, findings)));
        BEFORE.forEach(pair -> overlay.find("Deployment", pair.get(0))
                .ifPresent(hears -> overlay.find("Deployment", pair.get(1))
                        .filter(speaks -> !isWaitedFor(hears, speaks))
                        .ifPresent(speaks ->
                                findings.add(hears.id() + " is not before " + speaks.id() + ", who speaks to it"))));
        return findings;
    }

    private void scaled(Manifest scaler, Manifest target, List<String> findings) {
        int first = steps(scaler).findFirst().orElse(0);
        int then = steps(target).findFirst().orElse(0);
        if (first <= then) {
            findings.add(scaler.id() + " is applied in step " + first + " and what it scales in step " + then);
        }
    }

    private boolean isWaitedFor(Manifest hears, Manifest speaks) {
        OptionalInt waits = IntStream.range(0, asked.size())
                .filter(i -> asked.get(i).contains("status") && asked.get(i).contains("deployment/" + hears.name()))
                .findFirst();
        OptionalInt heard = steps(hears).mapToInt(step -> applies.get(step - 1)).findFirst();
        OptionalInt spoken =
                steps(speaks).mapToInt(step -> applies.get(step - 1)).findFirst();
        return waits.isPresent()
                && heard.isPresent()
                && spoken.isPresent()
                && heard.getAsInt() < waits.getAsInt()
                && waits.getAsInt() < spoken.getAsInt();
    }

    /** Numbers, from 1, of the apply commands that take it. */
    private Stream<Integer> steps(Manifest manifest) {
        return IntStream.rangeClosed(1, applies.size())
                .filter(step -> selects(asked.get(applies.get(step - 1)), manifest.labels()))
                .boxed();
    }

    private static boolean selects(List<String> command, Map<String, String> labels) {
        String selector = command.get(command.indexOf("-l") + 1);
        if (selector.contains(" notin ")) {
            String[] parts = selector.split(" notin ");
            List<String> words = Arrays.asList(parts[1].replaceAll("[() ]", "").split(","));
            return !words.contains(labels.getOrDefault(parts[0], ""));
        }
        return Arrays.stream(selector.split(","))
                .map(term -> term.split("="))
                .allMatch(term -> term[1].equals(labels.get(term[0])));
    }

    private static List<List<String>> asked() {
        try {
            Path folder = Files.createTempDirectory("roll-out");
            Path kubectl = folder.resolve("kubectl");
            Path written = folder.resolve("asked");
            // something that scales, so that its step is taken
            Files.writeString(
                    kubectl,
                    "#!/bin/sh\nprintf '%s\\n' \"$@\" >>'" + written + "'\necho >>'" + written
                            + "'\necho '    tresen.io/part: scaling'\n");
            Files.setPosixFilePermissions(kubectl, PosixFilePermissions.fromString("rwx------"));
            ProcessBuilder program = new ProcessBuilder("bash", "roll-out", "overlays/prod")
                    .directory(Folders.MANIFESTS.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("said").toFile());
            program.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
            Process process = program.start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(Files.readString(folder.resolve("said")));
            }
            return Arrays.stream(Files.readString(written).split("\n\n"))
                    .map(command -> List.of(command.split("\n")))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
