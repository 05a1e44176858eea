package io.tresen.chat.web;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import io.tresen.chat.Businesses;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Public;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The shop's link as a QR code (ISO/IEC 18004), to print and to put on the counter. */
@Path("/chat/s/{handle}/qr.svg")
@Public
public class QrCode {

    /** Modules of quiet zone that the standard asks for. */
    private static final int MARGIN = 4;

    private final Businesses businesses;
    private final Database database;
    private final String origin;

    QrCode(Businesses businesses, Database database, @ConfigProperty(name = "tresen.origin") String origin) {
        this.businesses = businesses;
        this.database = database;
        this.origin = origin;
    }

    @GET
    @Produces("image/svg+xml")
    @Operation(hidden = true)
    public Response show(@PathParam("handle") String handle) {
        if (database.read(tx -> businesses.byHandle(tx, handle)).isEmpty()) {
            throw Problem.notFound().exception();
        }
        return Response.ok(svg(origin + "/chat/s/" + handle))
                .header("Content-Security-Policy", "default-src 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=3600")
                .build();
    }

    /** Black on white whatever the page around it looks like: scanners need it so. */
    static String svg(String text) {
        BitMatrix code = code(text);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.getHeight(); y++) {
            for (int x = 0; x < code.getWidth(); x++) {
                int from = x;
                while (x < code.getWidth() && code.get(x, y)) {
                    x++;
                }
                if (x > from) {
                    path.append('M').append(from).append(' ').append(y);
                    path.append('h')
                            .append(x - from)
                            .append("v1h-")
                            .append(x - from)
                            .append('z');
                }
            }
        }
        int size = code.getWidth();
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + " " + size
                + "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + size + "v" + size + "H0z\"/>"
                + "<path d=\"" + path + "\"/></svg>";
    }

    private static BitMatrix code(String text) {
        try {
            return new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(
                                    EncodeHintType.ERROR_CORRECTION,
                                    ErrorCorrectionLevel.M,
                                    EncodeHintType.MARGIN,
                                    MARGIN));
        } catch (WriterException e) {
            throw new IllegalStateException("A link of at most 300 characters fits into a code", e);
        }
    }
}
