import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Lists what is built in and under which licence, from CycloneDX bills, and refuses what {@code .ci/licences.txt} does not allow:
 * {@code java .ci/Licences.java ALLOWED REPORT BILL…}. Where a library offers several licences, one that is allowed is enough.
 */
class Licences {

    private static final String OURS = "io.tresen";

    private final Set<String> allowed = new HashSet<>();
    private final TreeMap<String, String> stated = new TreeMap<>();
    private final Set<String> used = new HashSet<>();

    public static void main(String[] arguments) throws Exception {
        Licences licences = new Licences(Path.of(arguments[0]));
        TreeMap<String, Set<String>> found = new TreeMap<>();
        for (int i = 2; i < arguments.length; i++) {
            licences.read(Path.of(arguments[i]), found);
        }
        List<String> faults = new ArrayList<>();
        List<String> report = new ArrayList<>();
        found.forEach((library, names) -> {
            report.add(library + "\t" + (names.isEmpty() ? "none" : String.join(" or ", names)));
            String plain = library.substring(0, library.lastIndexOf(':'));
            if (!licences.stated.containsKey(plain) && names.stream().noneMatch(licences.allowed::contains)) {
                faults.add(library + " is under " + (names.isEmpty() ? "no licence that it names" : names));
            }
        });
        licences.unused().forEach(line -> faults.add("licences.txt: nothing needs \"" + line + "\" any more"));
        Files.write(Path.of(arguments[1]), report);
        System.out.println(found.size() + " libraries, listed in " + arguments[1]);
        if (found.isEmpty() || !faults.isEmpty()) {
            faults.forEach(System.err::println);
            System.err.println(found.isEmpty() ? "The bills are empty" : "Not allowed by " + arguments[0]);
            System.exit(1);
        }
    }

    /** Lines: a licence that is allowed, or {@code group:name = licence} for one library that is, whatever its bill says. */
    private Licences(Path file) throws Exception {
        for (String line : Files.readAllLines(file)) {
            String text = line.replaceFirst("#.*", "").strip();
            if (text.contains(" = ")) {
                String[] pair = text.split(" = ", 2);
                stated.put(pair[0].strip(), pair[1].strip());
            } else if (!text.isEmpty()) {
                allowed.add(text);
            }
        }
    }

    private Set<String> unused() {
        Set<String> unused = new TreeSet<>(stated.keySet());
        unused.removeAll(used);
        return unused;
    }

    private void read(Path bill, TreeMap<String, Set<String>> found) throws Exception {
        NodeList components = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(bill.toFile())
                .getElementsByTagName("component");
        for (int i = 0; i < components.getLength(); i++) {
            Element component = (Element) components.item(i);
            if (!component.getParentNode().getNodeName().equals("components")
                    || !component.getParentNode().getParentNode().getNodeName().equals("bom")) {
                continue; // the bill's own subject, and the tool that wrote it
            }
            String group = child(component, "group");
            String library = group + ":" + child(component, "name");
            if (OURS.equals(group)) {
                continue;
            }
            String own = stated.get(library);
            if (own != null) {
                used.add(library);
            }
            found.computeIfAbsent(library + ":" + child(component, "version"), key -> new TreeSet<>())
                    .addAll(own == null ? names(component) : Set.of(own));
        }
    }

    private static Set<String> names(Element component) {
        Set<String> names = new TreeSet<>();
        for (Node node = component.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element licences && licences.getTagName().equals("licenses")) {
                for (Node it = licences.getFirstChild(); it != null; it = it.getNextSibling()) {
                    if (it instanceof Element licence) {
                        String id = child(licence, "id");
                        String name = child(licence, "name");
                        names.add(
                                licence.getTagName().equals("expression")
                                        ? licence.getTextContent().strip()
                                        : id == null ? name : id);
                    }
                }
            }
        }
        return names;
    }

    private static String child(Element parent, String tag) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && child.getTagName().equals(tag)) {
                return child.getTextContent().strip();
            }
        }
        return null;
    }
}
