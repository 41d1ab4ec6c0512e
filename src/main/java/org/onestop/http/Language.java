package org.onestop.http;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;

/** The two languages that people read here. Chinese, unless the caller prefers English. */
public enum Language {
    ZH,
    EN;

    /** What the caller prefers, as RFC 4647 reads the header; a header that makes no sense prefers nothing. */
    public static Language of(HttpHeaders headers) {
        String header = headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE);
        if (header == null) {
            return ZH;
        }
        try {
            return Locale.LanguageRange.parse(header).stream()
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
