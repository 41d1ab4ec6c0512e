package org.onestop.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP as bytes over a socket: says what no client would, and hears exactly what is answered. */
final class Wire implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final int LONGEST_LINE = 64 * 1024;

    private final Socket socket;

    private Wire(Socket socket) {
        this.socket = socket;
    }

    /**
     * An answer.
     *
     * @param headers names in lower case
     */
    record Answer(int status, Map<String, List<String>> headers, byte[] body) {

        /** A header's first value; null where there is none. */
        String header(String name) {
            List<String> values = headers.get(name);
            return values == null ? null : values.get(0);
        }

        /** The media type alone; empty where there is none. */
        String type() {
            String type = header("content-type");
            return type == null ? "" : type.split(";")[0].strip();
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    static Wire open(int port) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        // Thousands of connections that each wait a minute for stragglers would use up the ports.
        socket.setSoLinger(true, 0);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        return new Wire(socket);
    }

    /** One request and its answer, on a connection of its own. */
    static Answer exchange(int port, byte[] request, boolean hasNoBody) throws IOException {
        try (Wire wire = open(port)) {
            wire.send(request);
            return wire.receive(hasNoBody);
        }
    }

    /** Sends as much as the other side takes; who answers before it has heard all may close its ear. */
    void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // The answer tells why.
            return;
        }
    }

    void send(String text) {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Says that nothing more will come. */
    void endSending() throws IOException {
        socket.shutdownOutput();
    }

    /**
     * The next answer.
     *
     * @param hasNoBody as the answer to HEAD, whatever its headers say
     * @throws EOFException where the other side hangs up instead
     */
    Answer receive(boolean hasNoBody) throws IOException {
        InputStream in = socket.getInputStream();
        String first = line(in);
        String[] parts = first.split(" ", 3);
        if (parts.length < 2 || !parts[0].startsWith("HTTP/")) {
            throw new IOException("no status line: " + first);
        }
        int status = Integer.parseInt(parts[1]);
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        if (status >= 100 && status < 200) {
            return receive(hasNoBody);
        }
        boolean empty = hasNoBody || status == 204 || status == 304;
        return new Answer(status, headers, empty ? new byte[0] : body(in, headers));
    }

    /** Whether the other side closes the connection now, without another byte. */
    boolean isClosed() throws IOException {
        return socket.getInputStream().read() < 0;
    }

    private static byte[] body(InputStream in, Map<String, List<String>> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", List.of()).contains("chunked")) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            for (int size = size(in); size > 0; size = size(in)) {
                whole.write(in.readNBytes(size));
                line(in);
            }
            line(in);
            return whole.toByteArray();
        }
        return headers.containsKey("content-length")
                ? in.readNBytes(Integer.parseInt(headers.get("content-length").get(0)))
                : in.readAllBytes();
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in).split(";")[0].strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("hung up after: " + text);
            }
            if (text.length() > LONGEST_LINE) {
                throw new IOException("a line without end");
            }
            text.append((char) c);
        }
        int length = text.length();
        return length > 0 && text.charAt(length - 1) == '\r' ? text.substring(0, length - 1) : text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
