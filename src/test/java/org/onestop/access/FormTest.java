package org.onestop.access;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A form as it comes in. */
class FormTest {

    /** Anybody can do that, as often as they like; it is no fault of the service. */
    @Test
    void aFormThatBreaksOffIsNone() {
        InputStream brokenOff = new SequenceInputStream(
                new ByteArrayInputStream("grant_type=client".getBytes(StandardCharsets.UTF_8)), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("Connection reset");
                    }
                });
        Optional<Form> form = Form.read(brokenOff, 100);
        assertTrue(form.isEmpty());
    }
}
