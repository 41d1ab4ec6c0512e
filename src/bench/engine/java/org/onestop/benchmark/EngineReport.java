package org.onestop.benchmark;

import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link EngineBenchmark} and prints one line for each law and measure. JMH's own options may be given. */
final class EngineReport {

    private EngineReport() {}

    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        CommandLineOptions given = new CommandLineOptions(arguments);
        OptionsBuilder options = new OptionsBuilder();
        options.parent(given);
        if (given.getIncludes().isEmpty()) {
            options.include(EngineBenchmark.class.getName());
        }
        options.addProfiler(GCProfiler.class);
        options.shouldFailOnError(true);
        if (arguments.length == 0) {
            options.verbosity(VerboseMode.SILENT);
        }
        print(new Runner(options.build()).run());
    }

    private static void print(Collection<RunResult> results) {
        System.out.printf("%-16s %-16s %12s %10s %12s%n", "law", "measure", "bills/s", "+- 99.9%", "bytes/bill");
        for (RunResult result : results) {
            Result<?> rate = result.getPrimaryResult();
            System.out.printf(
                    "%-16s %-16s %12.0f %10.0f %12.0f%n",
                    result.getParams().getParam("law"),
                    rate.getLabel(),
                    rate.getScore(),
                    rate.getScoreError(),
                    result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
        }
    }
}
