package org.onestop.imports;

import java.nio.charset.Charset;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.onestop.access.Caller;

/**
 * What was handed in, by whom.
 *
 * @param atomic  whether nothing counts unless every row does
 * @param charset of a text file; null for a spreadsheet
 * @param bytes   size of the file
 * @param caller  who handed it in, with the rights of then
 */
record ImportJob(
        UUID id,
        String kind,
        boolean atomic,
        FileFormat format,
        Charset charset,
        long bytes,
        Caller caller,
        OffsetDateTime queuedAt) {}
