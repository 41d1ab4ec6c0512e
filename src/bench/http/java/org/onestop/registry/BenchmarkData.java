package org.onestop.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/**
 * Makes what the HTTP benchmark needs before it starts: the service's keys, a register of made-up people as files to
 * copy into the tables, and bills to send. Stands in this package because only the service's own code seals an
 * identity; it is compiled by the benchmark alone. The same arguments give the same people and bills.
 */
final class BenchmarkData {

    private static final long SEED = 20250101L;
    private static final String DIVISION = "520299"; // never issued
    private static final String WEIGHTS = "7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2";
    private static final String CHECK = "10X98765432";
    private static final String RECORDED = "2025-01-01 00:00:00+08";

    /** Lines of a bill at each tenth of all bills: 1 at least, 40 in the middle, 300 at most. */
    private static final int[] LINES = {1, 6, 12, 20, 29, 40, 52, 68, 92, 140, 300};

    private static final int YEAR = 2025;
    private static final String[] CATEGORIES = {"DESTITUTE", "DIBAO", "DIBAO", "DIBAO", "DIBAO_MARGIN", "EXPENDITURE"};

    private final Path directory;
    private final Random random = new Random(SEED);

    private BenchmarkData(Path directory) {
        this.directory = directory;
    }

    /** Arguments: directory, persons, households, bills. */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        BenchmarkData data = new BenchmarkData(Path.of(arguments[0]));
        IdentityVault vault = data.keys();
        data.people(vault, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        data.bills(Integer.parseInt(arguments[3]));
    }

    private IdentityVault keys() throws IOException, GeneralSecurityException {
        String identityKey = secret();
        String indexKey = secret();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        Files.writeString(directory.resolve("identity-key"), identityKey);
        Files.writeString(directory.resolve("index-key"), indexKey);
        Files.writeString(directory.resolve("seal-key"), secret());
        pem("sign.pem", "PRIVATE KEY", pair.getPrivate().getEncoded());
        pem("verify.pem", "PUBLIC KEY", pair.getPublic().getEncoded());
        return new IdentityVault(identityKey, indexKey, Optional.empty());
    }

    private static String secret() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }

    private void pem(String file, String kind, byte[] encoded) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        Files.writeString(
                directory.resolve(file), "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }

    private void people(IdentityVault vault, int persons, int households) throws IOException {
        try (PrintWriter person = file("person.copy");
                PrintWriter identity = file("person_identity.copy");
                PrintWriter enrolment = file("enrolment.copy");
                PrintWriter member = file("household_member.copy");
                PrintWriter standing = file("member_standing.copy");
                PrintWriter known = file("persons.txt")) {
            for (int n = 0; n < persons; n++) {
                UUID id = personId(n);
                String number = number(n);
                String name = "样例" + (char) ('一' + n % 2000);
                byte[] sealed = vault.seal(id, 1, IdNumber.parse(number).orElseThrow(), PersonName.of(name));
                byte[] index = vault.index(IdNumber.parse(number).orElseThrow());
                row(person, id, RECORDED);
                row(identity, id, 1, bytes(index), bytes(sealed), vault.keyId(), RECORDED);
                boolean employee = n % 10 == 0;
                row(enrolment, id, employee ? "EMPLOYEE" : "RESIDENT", employee ? "WORKING" : null, "2017-01-01", null, RECORDED);
                row(member, fileNo(n % households), id, "OTHER", n % 20 == 1 ? "t" : "f", "2017-01-01", null, RECORDED);
                if (n % 10 == 0) {
                    row(standing, id, YEAR, YEAR + "-01-01", YEAR + "-01-01", YEAR + "-12-31");
                }
                row(known, number, name);
            }
        }
        households(households);
    }

    /** Every second household has an approved category. */
    private void households(int households) throws IOException {
        try (PrintWriter household = file("household.copy");
                PrintWriter residence = file("household_residence.copy");
                PrintWriter category = file("household_category.copy")) {
            for (int n = 0; n < households; n++) {
                row(household, fileNo(n), RECORDED);
                row(residence, fileNo(n), "520201001001", "2017-01-01", RECORDED);
                if (n % 2 == 0) {
                    String won = CATEGORIES[random.nextInt(CATEGORIES.length)];
                    row(category, fileNo(n), won, null, "CIVIL_AFFAIRS", "2017-01-01", null, RECORDED);
                }
            }
        }
    }

    private static String fileNo(int n) {
        return "BENCH-" + n;
    }

    /** So that pgbench, which knows only numbers, can name a person too: md5('bench-person-' || n)::uuid. */
    private static UUID personId(int n) {
        try {
            byte[] text = ("bench-person-" + n).getBytes(StandardCharsets.US_ASCII);
            java.nio.ByteBuffer md5 = java.nio.ByteBuffer.wrap(
                    java.security.MessageDigest.getInstance("MD5").digest(text));
            return new UUID(md5.getLong(), md5.getLong());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A number of the division that was never issued: 200 birthdays in each of 60 years, up to 999 people on each. */
    private static String number(int n) {
        int day = n / 999;
        String start = DIVISION + (1940 + day / 200 % 60) + two(1 + day % 200 / 28 % 12) + two(1 + day % 28)
                + String.format("%03d", 1 + n % 999);
        String[] weights = WEIGHTS.split(" ");
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += Integer.parseInt(weights[i]) * (start.charAt(i) - '0');
        }
        return start + CHECK.charAt(sum % 11);
    }

    private static String two(int number) {
        return String.format("%02d", number);
    }

    /** One bill a line: what follows hospital, bill number and patient in the request's body. */
    private void bills(int count) throws IOException {
        JsonNode sandbox;
        try (InputStream file = BenchmarkData.class.getResourceAsStream("/sandbox/sandbox.json")) {
            sandbox = new ObjectMapper().readTree(file);
        }
        try (PrintWriter bills = file("bills.txt")) {
            for (int i = 0; i < count; i++) {
                bills.println(bill(sandbox.get("catalogue"), lines(i, count)));
            }
        }
    }

    private static int lines(int i, int count) {
        int tenths = LINES.length - 1;
        int at = i * tenths / count;
        int begin = at * count / tenths;
        int end = (at + 1) * count / tenths;
        return LINES[at] + (LINES[at + 1] - LINES[at]) * (i - begin) / (end - begin);
    }

    private String bill(JsonNode catalogue, int lines) {
        int month = 1 + random.nextInt(12);
        int admitted = 1 + random.nextInt(12);
        int stay = 3 + random.nextInt(12);
        StringBuilder text = new StringBuilder();
        text.append("\"encounter\":{\"type\":\"INPATIENT\",\"admittedOn\":\"").append(day(month, admitted));
        text.append("\",\"dischargedOn\":\"").append(day(month, admitted + stay));
        text.append("\",\"referral\":\"REFERRED\",\"diagnoses\":[");
        text.append("{\"code\":\"I63.900\",\"name\":\"脑梗死\",\"main\":true},");
        text.append("{\"code\":\"I10.x00\",\"name\":\"高血压病\"}]},");
        text.append("\"lines\":[");
        long total = 0;
        for (int n = 1; n <= lines; n++) {
            JsonNode item = catalogue.get(random.nextInt(catalogue.size()));
            int quantity = 1 + random.nextInt(6);
            long price = 50 + random.nextInt(8000);
            total += quantity * price;
            text.append(n == 1 ? "" : ",").append(line(n, item, quantity, price));
            text.append(",\"chargedOn\":\"").append(day(month, admitted + random.nextInt(stay))).append("\"");
            text.append(declared(item)).append("}");
        }
        return text.append("],\"totalAmount\":\"").append(yuan(total)).append("\"}").toString();
    }

    private static String line(int n, JsonNode item, int quantity, long price) {
        return "{\"lineNo\":" + n + ",\"itemCode\":\"" + item.get("itemCode").textValue() + "\",\"name\":\""
                + item.get("name").textValue() + "\",\"feeType\":\"" + item.get("feeType").textValue()
                + "\",\"quantity\":\"" + quantity + "\",\"unitPrice\":\"" + yuan(price) + "\",\"amount\":\""
                + yuan(quantity * price) + "\"";
    }

    /** Two lines in three say the item's terms too. */
    private String declared(JsonNode item) {
        if (random.nextInt(3) == 0) {
            return "";
        }
        return ",\"catalogueClass\":\"" + item.get("catalogueClass").textValue() + "\",\"selfPayRatio\":\""
                + item.get("selfPayRatio").textValue() + "\",\"priceCeiling\":" + item.get("priceCeiling");
    }

    private static String day(int month, int day) {
        return YEAR + "-" + two(month) + "-" + two(day);
    }

    private static String yuan(long fen) {
        return fen / 100 + "." + two((int) (fen % 100));
    }

    private static String bytes(byte[] value) {
        return "\\\\x" + HexFormat.of().formatHex(value);
    }

    private static void row(PrintWriter file, Object... values) {
        StringBuilder row = new StringBuilder();
        for (Object value : values) {
            row.append(row.length() == 0 ? "" : "\t").append(value == null ? "\\N" : value);
        }
        file.println(row);
    }

    private PrintWriter file(String name) throws IOException {
        return new PrintWriter(Files.newBufferedWriter(directory.resolve(name)));
    }
}
