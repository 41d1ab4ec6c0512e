import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Settles bills on many connections at once, each as soon as its last answer has come, and tells what becomes of those that
 * are accepted and of those that are refused. The load programs that are to be had measure all answers as one.
 *
 * <p>Arguments: address, file of tokens, file of persons, seconds, how long a connection waits after a refusal (milliseconds),
 * then the numbers of connections.
 */
final class Overload {

    private static final String LINE = "{\"lineNo\":%d,\"itemCode\":\"003107010010000-310701001\",\"name\":\"测试项目\","
            + "\"feeType\":\"TREATMENT\",\"quantity\":\"1\",\"unitPrice\":\"100.00\",\"amount\":\"100.00\"}";
    private static final int LINES = 40;
    private static final AtomicInteger BILL = new AtomicInteger();

    private final URI service;
    private final List<String[]> tokens = new ArrayList<>();
    private final List<String> persons;
    private final long pauseMillis;
    private final String run = Long.toString(System.currentTimeMillis(), 36);
    private final Map<Integer, List<Long>> nanos = new ConcurrentHashMap<>();
    private volatile long measuredFrom;
    private volatile long until;

    private Overload(String[] args) throws IOException {
        service = URI.create(args[0]);
        Files.readAllLines(Path.of(args[1])).forEach(line -> tokens.add(line.split("\t")));
        persons = Files.readAllLines(Path.of(args[2]));
        pauseMillis = Long.parseLong(args[4]);
    }

    public static void main(String[] args) throws Exception {
        System.out.printf("%11s %10s %8s %8s %8s %11s %8s %8s %7s%n", "connections", "accepted/s", "p50 ms", "p99 ms", "max ms",
                "refused/s", "p50 ms", "p99 ms", "refused");
        boolean failed = false;
        for (String connections : Arrays.copyOfRange(args, 5, args.length)) {
            failed |= new Overload(args).measure(Integer.parseInt(connections), Integer.parseInt(args[3]));
        }
        System.exit(failed ? 1 : 0);
    }

    /** Three seconds to get going, then what counts. True where an answer was neither 201 nor 503. */
    private boolean measure(int connections, int seconds) throws InterruptedException {
        long now = System.nanoTime();
        measuredFrom = now + 3_000_000_000L;
        until = measuredFrom + seconds * 1_000_000_000L;
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Thread each = new Thread(null, this::load, "load", 128 * 1024);
            each.start();
            all.add(each);
        }
        for (Thread each : all) {
            each.join();
        }
        List<Long> accepted = sorted(201);
        List<Long> refused = sorted(503);
        System.out.printf(Locale.ROOT, "%11d %10.0f %8.1f %8.1f %8.1f %11.0f %8.1f %8.1f %6.1f%%%n", connections,
                accepted.size() / (double) seconds, at(accepted, 0.5), at(accepted, 0.99), at(accepted, 1),
                refused.size() / (double) seconds, at(refused, 0.5), at(refused, 0.99),
                100.0 * refused.size() / Math.max(1, refused.size() + accepted.size()));
        nanos.keySet().removeAll(List.of(201, 503));
        if (!nanos.isEmpty()) {
            nanos.forEach((status, times) -> System.out.println("  " + status + ": " + times.size() + " (0: broken connections)"));
        }
        return !nanos.isEmpty();
    }

    private List<Long> sorted(int status) {
        List<Long> times = new ArrayList<>(nanos.getOrDefault(status, List.of()));
        Collections.sort(times);
        return times;
    }

    private static double at(List<Long> sorted, double part) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1, Math.round(sorted.size() * part))) / 1e6;
    }

    private void load() {
        while (System.nanoTime() < until) {
            try (Socket socket = new Socket(service.getHost(), service.getPort())) {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(60_000);
                InputStream in = new BufferedInputStream(socket.getInputStream());
                while (System.nanoTime() < until) {
                    long begun = System.nanoTime();
                    send(socket.getOutputStream());
                    int status = answer(in);
                    note(status, begun);
                    if (status != 201 && pauseMillis > 0) {
                        LockSupport.parkNanos(pauseMillis * 1_000_000L);
                    }
                }
            } catch (IOException e) {
                note(0, System.nanoTime());
            }
        }
    }

    private void note(int status, long begun) {
        if (begun >= measuredFrom) {
            nanos.computeIfAbsent(status, first -> Collections.synchronizedList(new ArrayList<>()))
                    .add(System.nanoTime() - begun);
        }
    }

    private void send(OutputStream out) throws IOException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String[] caller = tokens.get(random.nextInt(tokens.size()));
        String bill = run + "-" + BILL.incrementAndGet();
        StringBuilder body = new StringBuilder("{\"hospitalCode\":\"" + caller[0] + "\",\"billNo\":\"" + bill
                + "\",\"patient\":{\"idNumber\":\"" + persons.get(random.nextInt(persons.size()))
                + "\",\"name\":\"过载测试\"},\"encounter\":{\"type\":\"INPATIENT\",\"admittedOn\":\"2018-03-02\","
                + "\"dischargedOn\":\"2018-03-12\"},\"totalAmount\":\"" + LINES * 100 + ".00\",\"lines\":[");
        for (int i = 1; i <= LINES; i++) {
            body.append(String.format(LINE, i)).append(i < LINES ? "," : "]}");
        }
        byte[] content = body.toString().getBytes(StandardCharsets.UTF_8);
        String head = "POST /api/v1/settlements HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + caller[1]
                + "\r\nContent-Type: application/json\r\nIdempotency-Key: " + bill + "\r\nContent-Length: " + content.length
                + "\r\n\r\n";
        byte[] request = new byte[head.length() + content.length];
        System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, request, 0, head.length());
        System.arraycopy(content, 0, request, head.length(), content.length);
        out.write(request);
    }

    /** The status; the rest is read and thrown away. */
    private static int answer(InputStream in) throws IOException {
        String first = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        in.skipNBytes(length);
        return Integer.parseInt(first.split(" ")[1]);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection was closed");
            }
            if (next != '\r') {
                text.append((char) next);
            }
        }
        return text.toString();
    }
}
