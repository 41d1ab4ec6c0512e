package org.onestop.imports;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What an operator may set. */
@ConfigMapping(prefix = "onestop.imports")
interface ImportSettings {

    /** The largest file; a CSV file is never in memory as a whole. */
    @WithDefault("512M")
    MemorySize maxSize();

    /** The largest XLSX file: a spreadsheet is held in memory as it came, compressed, while it is imported. */
    @WithDefault("64M")
    MemorySize maxXlsxSize();

    /** How many rows are applied in one transaction. */
    @WithDefault("1000")
    int batch();

    /** How long a worker may be silent before its job is taken up by another. */
    @WithDefault("60s")
    Duration lease();

    /** Whether this node applies files at all; it takes them in, in any case. */
    @WithDefault("true")
    boolean worker();
}
