package org.onestop.clients;

import java.util.UUID;
import java.util.regex.Pattern;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/** Ids of secrets, keys and certificates in addresses. */
final class KeyIds {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private KeyIds() {}

    /** @throws org.onestop.refusal.RefusedException as there is nothing under a text that is no id */
    static UUID read(String text, RefusalCode notFound) {
        if (!FORM.matcher(text).matches()) {
            throw Refusal.of(notFound).asException();
        }
        return UUID.fromString(text);
    }
}
