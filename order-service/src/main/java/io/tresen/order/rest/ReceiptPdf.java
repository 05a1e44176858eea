package io.tresen.order.rest;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import io.tresen.messaging.rest.FewAtATime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes a page a PDF. The built-in font has Latin, Greek and Cyrillic letters; {@code tresen.order.receipt-fonts} names more
 * TrueType files, for shops that sell in other scripts. What no font has is shown as {@code #}.
 */
@ApplicationScoped
public class ReceiptPdf {

    private static final String BUILT_IN = "Liberation Sans";
    private static final String BUILT_IN_FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    /** What XML 1.0 can't hold, section 2.2. */
    private static final Pattern NOT_XML =
            Pattern.compile("[^\t\n\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private final List<File> fonts;
    private final FewAtATime drawing;

    @Inject
    ReceiptPdf(@ConfigProperty(name = "tresen.order.receipt-fonts") Optional<List<File>> fonts) {
        this(fonts.orElse(List.of()), new FewAtATime("receipts"));
    }

    ReceiptPdf(List<File> fonts, FewAtATime drawing) {
        this.fonts = fonts;
        this.drawing = drawing;
    }

    /** CSS families of the fonts that it has. */
    String families() {
        StringBuilder families = new StringBuilder("'" + BUILT_IN + "'");
        for (int i = 0; i < fonts.size(); i++) {
            families.append(", ").append(family(i));
        }
        return families.toString();
    }

    /**
     * The PDF of a page of well-formed XML.
     *
     * @throws io.tresen.messaging.RejectedException 503 at once when too many wait for theirs: anybody with a link may ask for
     *     one, and each who waits holds a thread of all
     */
    byte[] of(String page) {
        return drawing.work(() -> draw(page));
    }

    private byte[] draw(String page) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PdfRendererBuilder builder = new PdfRendererBuilder();
            builder.useFastMode();
            builder.useFont(() -> ReceiptPdf.class.getResourceAsStream(BUILT_IN_FILE), BUILT_IN);
            for (int i = 0; i < fonts.size(); i++) {
                builder.useFont(fonts.get(i), family(i));
            }
            builder.withHtmlContent(NOT_XML.matcher(page).replaceAll(""), null);
            builder.toStream(out);
            builder.run();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String family(int i) {
        return "Receipt" + i;
    }
}
