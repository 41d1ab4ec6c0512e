package org.onestop.start;

import java.io.PrintStream;
import java.util.List;

/**
 * Something else that the program can do than to be the service: named as its first argument, without a database. Found
 * through {@link java.util.ServiceLoader}, so that the program's beginning need not know what there is.
 */
public interface Command {

    /** As it is typed. */
    String name();

    /** One line that says what it does and what it wants, Chinese first. */
    String usage();

    /**
     * Does it.
     *
     * @param arguments behind the name
     * @return the exit code: 0 where all is well
     */
    int run(List<String> arguments, PrintStream out);
}
