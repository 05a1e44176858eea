package io.tresen.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The integration tests of a module that did not pass, as Failsafe has written them down. */
final class FailedTests {

    private static final int LONGEST = 2_000;

    /** @param test its class and method. @param words the begin of what it says */
    record Failed(String test, String words) {}

    private FailedTests() {}

    static Path folder(Path module) {
        return module.resolve("target/failsafe-reports");
    }

    /** None where no test has run. */
    static List<Failed> of(Path module) {
        return Folders.files(folder(module), ".xml").stream()
                .filter(file -> file.getFileName().toString().startsWith("TEST-"))
                .flatMap(file -> in(file).stream())
                .toList();
    }

    private static List<Failed> in(Path file) {
        List<Failed> failed = new ArrayList<>();
        try {
            NodeList cases = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                Element one = (Element) cases.item(i);
                for (String outcome : List.of("failure", "error")) {
                    NodeList told = one.getElementsByTagName(outcome);
                    if (told.getLength() > 0) {
                        String words = told.item(0).getTextContent().trim();
                        failed.add(new Failed(
                                one.getAttribute("classname") + "." + one.getAttribute("name"),
                                words.substring(0, Math.min(LONGEST, words.length()))));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(file + " can't be read", e);
        }
        return failed;
    }
}
