package org.onestop.recomputation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What an operator may set. */
@ConfigMapping(prefix = "onestop.recomputation")
interface RecomputationSettings {

    /** How many threads, each with one connection, work on a job; 0 for half the processors, rounded up. */
    @WithDefault("0")
    int threads();

    /** How many people are read in one transaction. */
    @WithDefault("100")
    int batch();

    /** How often the progress is written down, with what was found. */
    @WithDefault("1s")
    Duration saveEvery();

    /** How long a worker may be silent before its job is taken up by another. */
    @WithDefault("60s")
    Duration lease();

    /** Whether this node works on jobs at all; it takes them in, in any case. */
    @WithDefault("true")
    boolean worker();
}
