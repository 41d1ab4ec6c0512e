package org.onestop.registry;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Texts that must be found nowhere, in each of the forms in which something could keep or show them. */
final class Marks {

    private final Set<String> forms = new TreeSet<>();

    Marks(String... secrets) {
        for (String secret : secrets) {
            forms.add(secret);
            forms.add(java.net.URLEncoder.encode(secret, StandardCharsets.UTF_8));
            escaped(secret);
            for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"), StandardCharsets.UTF_16BE)) {
                bytes(secret.getBytes(charset));
            }
        }
    }

    /** As JSON may write it. */
    private void escaped(String secret) {
        StringBuilder text = new StringBuilder();
        secret.chars().forEach(c -> text.append(c < 128 ? Character.toString(c) : String.format("\\u%04x", c)));
        forms.add(text.toString());
    }

    /** In hexadecimal, as a column of bytes is shown; in Base64, wherever in a longer text it begins, and that in hexadecimal. */
    private void bytes(byte[] secret) {
        String hex = HexFormat.of().formatHex(secret);
        forms.add(hex);
        forms.add(hex.toUpperCase(Locale.ROOT));
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + secret.length];
            System.arraycopy(secret, 0, shifted, before, secret.length);
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            // Its first and last characters depend on what stands beside it.
            String inside = base64.substring(before == 0 ? 0 : before + 1, base64.length() - 2);
            forms.add(inside);
            forms.add(inside.replace('+', '-').replace('/', '_'));
            forms.add(HexFormat.of().formatHex(inside.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    boolean isIn(String text) {
        return text != null && forms.stream().anyMatch(text::contains);
    }

    /** The lines that have one. */
    List<String> in(Stream<String> lines) {
        return lines.filter(this::isIn).toList();
    }

    List<String> in(Collection<String> lines) {
        return in(lines.stream());
    }

    /** Whether any stands in a file's bytes. */
    boolean isIn(byte[] file) {
        String bytes = new String(file, StandardCharsets.ISO_8859_1);
        return forms.stream()
                .flatMap(form -> Stream.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))
                        .map(charset -> new String(form.getBytes(charset), StandardCharsets.ISO_8859_1)))
                .distinct()
                .anyMatch(bytes::contains);
    }

    @Override
    public String toString() {
        return Arrays.toString(forms.toArray());
    }
}
