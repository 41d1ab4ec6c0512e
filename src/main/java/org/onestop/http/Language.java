package org.onestop.http;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;

/** The two languages that people read here. Chinese, unless the caller prefers English. */
public enum Language {
    ZH,
    EN;

    /** What the caller prefers, as RFC 4647 reads the header; a header that makes no sense prefers nothing. */
    public static Language of(HttpHeaders headers) {
        return of(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }

    /**
     * What a header prefers.
     *
     * @param header null where there is none
     */
    static Language of(String header) {
        if (header == null) {
            return ZH;
        }
        try {
            return Locale.LanguageRange.parse(header).stream()
                    // Weighed at nothing means: not this one.
                    .filter(range -> range.getWeight() > 0)
                    .map(range -> range.getRange().split("-")[0])
                    .filter(language -> language.equals("en") || language.equals("zh"))
                    .findFirst()
                    .map(language -> language.equals("en") ? EN : ZH)
                    .orElse(ZH);
        } catch (IllegalArgumentException e) {
            return ZH;
        }
    }

    /** The language's tag (BCP 47). */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
