package org.onestop.fuzz;

import java.util.List;
import java.util.Random;

/** Values that nobody means well by. Each list is drawn from by chance alone. */
final class Oddities {

    /** Stands for the port of a listener that must never hear anything. */
    private static final String PORT = "@PORT@";

    private static final List<String> TEXTS = List.of(
            "", " ", "\t", "\0", "a\0b", "\uFFFE", "\uFFFF", "\uFEFFa", "\u202Eabc\u202C", "مرحبا", "שלום", "😀", "𠀀𠀁", "é\u0301\u0301",
            "null", "true", "NaN", "Infinity", "-0", "0", "-1", "1.", ".5", "00", "1e5", "1e999999999", "0x10", "1_000", "１２３", "٣", "+1",
            "1.000", "1.0000001", "99999999999999999999", "-99999999.99", "2147483648", "9223372036854775808",
            "2018-02-30", "0000-00-00", "9999-12-31", "0001-01-01", "+999999999-12-31", "2018-3-1", "2018-03-12T00:00:00Z", "２０１８-０３-１２",
            "' or 1=1 --", "'; drop table settlement; --", "\\", "\\u0000", "%", "_", "*", "?", "(", "[a-z", "$1", "\"", "'", "`", "<", "&amp;",
            "<script>alert(1)</script>", "\r\nX-Injected: 1", "%0d%0aX-Injected: 1", "%00", "../../../../etc/passwd", "..\\..\\x",
            "file:///etc/passwd", "jar:http://127.0.0.1:" + PORT + "/a.jar!/b", "http://127.0.0.1:" + PORT + "/x",
            "ldap://127.0.0.1:" + PORT + "/x", "${jndi:ldap://127.0.0.1:" + PORT + "/x}", "${jndi:rmi://127.0.0.1:" + PORT + "/x}",
            "//127.0.0.1:" + PORT + "/x", "${java.version}", "${7*7}", "#{7*7}", "{{7*7}}", "%{7*7}", "<%=7*7%>", "T(java.lang.Runtime)",
            "=HYPERLINK(\"http://127.0.0.1:" + PORT + "\")", "@SUM(1+1)*cmd|'/c calc'!A0", "-2+3", "|calc",
            "classpath:application.properties", "java.lang.Object", "zh", "HOSPITAL", "dibao", "DIBAO ", "H52020100001", "520203-2018-000001",
            "00000000-0000-0000-0000-000000000000", "0198A3C4-5D6E-7F80-9123-456789ABCDEF", "1-1-1-1-1", "520299197002021021",
            "52029919700202102X", "520201000000", "91520201MA6DQ1234X", "1002", "2018");

    /** JSON that is none, or is too much of it. */
    private static final List<String> JSON = List.of(
            "null", "true", "false", "0", "-1", "-0", "01", "+1", ".5", "1.", "NaN", "Infinity", "'x'", "x", "1e5", "1E400", "1e999999999",
            "-1e999999999", "1e-999999999", "0.10", "1.005", "123456789012345678901234567890", "2147483648", "9223372036854775808",
            "1.00000000000000000000001", "99999999.99", "100000000.00", "-99999999.99", "{}", "[]", "[null]", "[[]]", "[{}]", "{\"a\":1,\"a\":2}",
            "{\"\":1}", "{\"\\u0000\":1}", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"\\u202e\"", "\"\\x\"", "\"unterminated",
            "/*c*/1", "//c\n1", "1,2", "[1,]", "{,}", "\u00A01", "\"a\nb\"", "\"\\/\"", "{\"@class\":\"java.lang.Runtime\"}",
            "[\"java.net.URL\",\"http://127.0.0.1:" + PORT + "/\"]", "{\"$ref\":\"http://127.0.0.1:" + PORT + "/\"}", "{\"__proto__\":{}}");

    private final Random random;
    private final String port;

    Oddities(Random random, int port) {
        this.random = random;
        this.port = Integer.toString(port);
    }

    <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    int upTo(int n) {
        return random.nextInt(n);
    }

    String text() {
        return switch (random.nextInt(12)) {
            case 0 -> any(List.of("A", "9", "\u0301", "样", "😀", "\u202E", "%", "../")).repeat(any(List.of(33, 65, 101, 129, 501, 2001)));
            case 1 -> noise(1 + random.nextInt(40));
            default -> any(TEXTS).replace(PORT, port);
        };
    }

    /** A JSON value as text, good or not. */
    String json() {
        return switch (random.nextInt(14)) {
            case 0 -> "[".repeat(any(List.of(31, 33, 1000, 100_000)));
            case 1 -> {
                int deep = any(List.of(31, 33, 1000, 20_000));
                yield "[".repeat(deep) + "]".repeat(deep);
            }
            case 2 -> {
                int deep = any(List.of(31, 33, 1000, 20_000));
                yield "{\"a\":".repeat(deep) + "1" + "}".repeat(deep);
            }
            case 3 -> "9".repeat(any(List.of(63, 65, 1000, 100_000)));
            case 4 -> "\"" + any(List.of("A", "样", "\\u0041")).repeat(any(List.of(65, 5000, 100_000))) + "\"";
            case 5 -> quoted(text());
            case 6 -> "[" + "0,".repeat(any(List.of(200, 1001, 5001))) + "0]";
            default -> any(JSON).replace(PORT, port);
        };
    }

    /** Any characters at all but halves of pairs, which UTF-8 has no form for. */
    String noise(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            int c = random.nextInt(oneIn(2) ? 0x80 : 0x10000);
            text.append(Character.isSurrogate((char) c) ? 'x' : (char) c);
        }
        return text.toString();
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A text as a JSON string. */
    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
