package io.tresen.engines.badinput;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * HTTP/1.1 by hand, a connection a request: clients refuse to send what is to be sent here, and repeat what was not answered.
 */
final class Wire {

    private static final int PATIENCE_MS = 60_000;
    private static final int CHUNK = 8_000;

    private final URI base;

    Wire(URI base) {
        this.base = base;
    }

    /** The answer, or empty when the connection ended without one. */
    Optional<Answer> send(BadRequest request) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(base.getHost(), base.getPort()), PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            try {
                write(request, socket.getOutputStream());
            } catch (IOException e) {
                // refused before it was all there: what it was refused with is read below
            }
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Answer answer = read(in);
            while (answer != null && answer.status() < 200) {
                answer = read(in);
            }
            if (answer == null) {
                return Optional.empty();
            }
            byte[] body = request.method().equals("HEAD") ? new byte[0] : body(answer, in);
            return Optional.of(new Answer(answer.status(), answer.headers(), body));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void write(BadRequest request, OutputStream out) throws IOException {
        StringBuilder head = new StringBuilder(request.method())
                .append(' ')
                .append(request.target())
                .append(" HTTP/1.1\r\n");
        request.headers().forEach(it -> head.append(it.getKey())
                .append(": ")
                .append(it.getValue())
                .append("\r\n"));
        byte[] body = request.body();
        if (body != null) {
            head.append(request.chunked() ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length)
                    .append("\r\n");
        }
        head.append("Connection: close\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (body != null && request.chunked()) {
            for (int from = 0; from < body.length; from += CHUNK) {
                int length = Math.min(CHUNK, body.length - from);
                out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                out.write(body, from, length);
                out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        } else if (body != null) {
            out.write(body);
        }
        out.flush();
    }

    /** Status and headers; null where the stream ends. */
    private static Answer read(InputStream in) throws IOException {
        String line = line(in);
        if (line == null) {
            return null;
        }
        String[] status = line.split(" ", 3);
        if (status.length < 2 || !status[0].equals("HTTP/1.1") && !status[0].equals("HTTP/1.0")) {
            throw new IOException("no HTTP: " + line);
        }
        Map<String, List<String>> headers = new HashMap<>();
        for (line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            String[] header = line.split(":", 2);
            headers.computeIfAbsent(header[0].toLowerCase(Locale.ROOT), it -> new ArrayList<>())
                    .add(header.length == 2 ? header[1].strip() : "");
        }
        return new Answer(Integer.parseInt(status[1]), headers, new byte[0]);
    }

    private static byte[] body(Answer answer, InputStream in) throws IOException {
        if (answer.header("Transfer-Encoding").isEmpty()) {
            String length = answer.header("Content-Length");
            return length.isEmpty() ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (String size = line(in); size != null && !size.equals("0"); size = line(in)) {
            body.write(in.readNBytes(Integer.parseInt(size, 16)));
            line(in);
        }
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int c = in.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n') {
            line.write(c);
            c = in.read();
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
