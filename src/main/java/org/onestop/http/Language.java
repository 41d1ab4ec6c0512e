package org.onestop.http;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;

/** The two languages that people read here. Chinese, unless the caller prefers English. */
public enum Language {
    ZH,
    EN;

    /** What the caller prefers. */
    public static Language of(HttpHeaders headers) {
        if (headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE) == null) {
            return ZH;
        }
        return preferred(headers.getAcceptableLanguages());
    }

    static Language preferred(List<Locale> acceptable) {
        for (Locale locale : acceptable) {
            if (locale.getLanguage().equals("en")) {
                return EN;
            }
            if (locale.getLanguage().equals("zh")) {
                return ZH;
            }
        }
        return ZH;
    }

    /** The language's tag (BCP 47). */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
