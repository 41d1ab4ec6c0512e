import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings a city's register in as one file while bills are settled at a steady rate. Each settlement's time counts from the
 * moment at which it was due, so that a service that stands still is not flattered. Run by the script beside it.
 */
public final class ImportBenchmark {

    private static final int SETTLED = 2000;
    private static final String WEIGHTS = "7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2";
    private static final String[] CATEGORIES = {"城市低保", "低保边缘", "支出型困难", "三无人员", "住房困难"};

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger bills = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final Map<String, Integer> failures = new ConcurrentSkipListMap<>();
    private final Random random = new Random(20180114);
    private final String base;
    private final String hospital;
    private final String registrar;

    private ImportBenchmark(String base) throws Exception {
        this.base = base;
        this.hospital = token("his-H52020100001", "sandbox-h52020100001");
        this.registrar = token("registrar-civil-affairs", "sandbox-registrar-civil-affairs");
    }

    /** Arguments: address, persons, households, settlements a second, seconds before, csv or gb18030. */
    public static void main(String[] arguments) throws Exception {
        ImportBenchmark benchmark = new ImportBenchmark(arguments[0]);
        int persons = Integer.parseInt(arguments[1]);
        int households = Integer.parseInt(arguments[2]);
        int rate = Integer.parseInt(arguments[3]);
        int seconds = Integer.parseInt(arguments[4]);
        Charset charset = arguments[5].equals("csv") ? StandardCharsets.UTF_8 : Charset.forName("GB18030");
        benchmark.awaited(benchmark.handIn("enrolments", insurance().getBytes(StandardCharsets.UTF_8)));
        benchmark.settle(rate, seconds / 2, null); // warm-up
        print("settlements before", benchmark.settle(rate, seconds, null), rate);
        byte[] file = register(persons, households).getBytes(charset);
        for (String what : List.of("import", "same file again")) {
            String id = benchmark.handIn("households", file);
            List<Long> meanwhile = benchmark.settle(rate, 0, id);
            String job = benchmark.awaited(id);
            System.out.printf(
                    "%s: %d bytes, %s rows in %.1f s, %s rows/s; added %s, changed %s, unchanged %s, rejected %s%n",
                    what,
                    file.length,
                    number(job, "rowsRead"),
                    seconds(job),
                    number(job, "rowsPerSecond"),
                    number(job, "rowsAdded"),
                    number(job, "rowsChanged"),
                    number(job, "rowsUnchanged"),
                    number(job, "rowsRejected"));
            print("settlements meanwhile", meanwhile, rate);
        }
        if (benchmark.failed.get() > 0) {
            System.out.println("void: " + benchmark.failed.get() + " settlements failed");
            benchmark.failures.forEach((how, times) -> System.out.println(times + " times: " + how));
            System.exit(1);
        }
        System.exit(0);
    }

    private static void print(String what, List<Long> micros, int rate) {
        Collections.sort(micros);
        System.out.printf(
                "%s: %d at %d/s, p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                what,
                micros.size(),
                rate,
                micros.get(micros.size() / 2) / 1000.0,
                micros.get(micros.size() * 99 / 100) / 1000.0,
                micros.get(micros.size() - 1) / 1000.0);
    }

    /** Settles at a steady rate for some seconds, or until a job has ended; each one's microseconds. */
    private List<Long> settle(int rate, int seconds, String job) throws Exception {
        List<Long> micros = Collections.synchronizedList(new ArrayList<>());
        ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
        long period = TimeUnit.SECONDS.toNanos(1) / rate;
        long start = System.nanoTime();
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger open = new AtomicInteger();
        ScheduledFuture<?> load = clock.scheduleAtFixedRate(
                () -> {
                    long due = start + period * sent.getAndIncrement();
                    open.incrementAndGet();
                    http.sendAsync(bill(), HttpResponse.BodyHandlers.ofString()).whenComplete((answer, fault) -> {
                        micros.add((System.nanoTime() - due) / 1000);
                        if (fault != null || answer.statusCode() != 201) {
                            failed.incrementAndGet();
                            String how = fault == null ? answer.statusCode() + " " + answer.body() : fault.toString();
                            failures.merge(how.substring(0, Math.min(160, how.length())), 1, Integer::sum);
                        }
                        open.decrementAndGet();
                    });
                },
                0,
                period,
                TimeUnit.NANOSECONDS);
        if (job == null) {
            Thread.sleep(seconds * 1000L);
        } else {
            awaited(job);
        }
        load.cancel(false);
        for (int i = 0; i < 300 && open.get() > 0; i++) {
            Thread.sleep(100);
        }
        clock.shutdownNow();
        return new ArrayList<>(micros);
    }

    private HttpRequest bill() {
        int n = bills.incrementAndGet();
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 40; i++) {
            lines.append(i == 1 ? "" : ",").append("{\"lineNo\":").append(i).append(",\"itemCode\":\"")
                    .append(i % 2 == 0 ? "C0203030010100101234" : "003308010130000-330801013")
                    .append("\",\"name\":\"x\",\"feeType\":\"").append(i % 2 == 0 ? "MATERIAL" : "SURGERY")
                    .append("\",\"quantity\":\"1\",\"unitPrice\":\"12.50\",\"amount\":\"12.50\"}");
        }
        String body = "{\"hospitalCode\":\"H52020100001\",\"billNo\":\"B-" + n + "\",\"patient\":{\"idNumber\":\""
                + idNumber(random.nextInt(SETTLED)) + "\",\"name\":\"样例甲\"},\"encounter\":{\"type\":\"INPATIENT\","
                + "\"admittedOn\":\"2018-03-02\",\"dischargedOn\":\"2018-03-12\"},\"lines\":[" + lines
                + "],\"totalAmount\":\"500.00\"}";
        return request("/api/v1/settlements", hospital)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "b-" + n)
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private String handIn(String kind, byte[] file) throws Exception {
        HttpRequest request = request("/api/v1/imports/" + kind, registrar)
                .header("Content-Type", "text/csv")
                .header("Idempotency-Key", kind + "-" + System.nanoTime())
                .POST(HttpRequest.BodyPublishers.ofByteArray(file))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return text(answer.body(), "id");
    }

    private String awaited(String id) throws Exception {
        for (int i = 0; i < 6000; i++) {
            String job = http.send(
                            request("/api/v1/imports/" + id, registrar).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            if (job.contains("\"endedAt\"")) {
                return job;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("the job does not end");
    }

    private String token(String client, String secret) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/api/v1/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Basic " + Base64.getEncoder()
                        .encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        return text(http.send(request, HttpResponse.BodyHandlers.ofString()).body(), "access_token");
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + token);
    }

    /** Those who are settled: insured, of no household of the file. */
    private static String insurance() {
        StringBuilder csv = new StringBuilder("idNumber,name,scheme,from\n");
        for (int n = 0; n < SETTLED; n++) {
            csv.append(idNumber(n)).append(",样例甲,RESIDENT,2017-01-01\n");
        }
        return csv.toString();
    }

    private static String register(int persons, int households) {
        StringBuilder csv = new StringBuilder(
                "档案号,社区代码,困难类别,困难职工等级,认定起始日,认定终止日,身份证号,姓名,与户主关系,重病患者,成员起始日,成员终止日\n");
        int person = 0;
        for (int household = 0; household < households; household++) {
            int members = (int) ((long) persons * (household + 1) / households - (long) persons * household / households);
            for (int member = 0; member < members; member++) {
                csv.append("IMP-").append(household).append(",520201001").append(String.format("%03d", 1 + household % 99))
                        .append(',').append(CATEGORIES[household % CATEGORIES.length]).append(",,2018-01-14,,")
                        .append(idNumber(SETTLED + person++)).append(",样例").append((char) ('一' + person % 2000))
                        .append(member == 0 ? ",户主," : ",子女,").append(person % 20 == 0 ? "是" : "否")
                        .append(",2018-01-14,\n");
            }
        }
        return csv.toString();
    }

    /** A number of the division that was never issued, with a right check digit. */
    private static String idNumber(int n) {
        int day = n / 900;
        String digits = "520299" + (1940 + day / 336) + String.format("%02d%02d", 1 + day / 28 % 12, 1 + day % 28)
                + String.format("%03d", 100 + n % 900);
        String[] weights = WEIGHTS.split(" ");
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += Integer.parseInt(weights[i]) * (digits.charAt(i) - '0');
        }
        return digits + "10X98765432".charAt(sum % 11);
    }

    private static double seconds(String job) {
        java.time.OffsetDateTime started = java.time.OffsetDateTime.parse(text(job, "startedAt"));
        return Duration.between(started, java.time.OffsetDateTime.parse(text(job, "endedAt"))).toMillis() / 1000.0;
    }

    private static String text(String json, String name) {
        return found(json, "\"" + name + "\":\"([^\"]*)\"");
    }

    private static String number(String json, String name) {
        return found(json, "\"" + name + "\":([0-9]+)");
    }

    private static String found(String json, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + json);
        }
        return matcher.group(1);
    }
}
