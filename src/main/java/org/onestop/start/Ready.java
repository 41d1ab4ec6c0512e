package org.onestop.start;

import java.net.URI;

/**
 * Said once, when the service takes requests.
 *
 * @param base where, as one reaches it from the same machine; no slash at its end
 */
public record Ready(URI base) {}
