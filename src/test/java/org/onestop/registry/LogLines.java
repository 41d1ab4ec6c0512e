package org.onestop.registry;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Everything that is logged from now on: message, parameters, context, thread and the whole trace of what was thrown. */
final class LogLines extends Handler implements AutoCloseable {

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    private LogLines() {}

    static LogLines listen() {
        LogLines lines = new LogLines();
        Logger.getLogger("").addHandler(lines);
        return lines;
    }

    List<String> all() {
        return List.copyOf(lines);
    }

    @Override
    public void publish(LogRecord entry) {
        StringWriter line = new StringWriter();
        line.append(entry.getLoggerName()).append(' ').append(entry.getMessage()).append(' ')
                .append(Arrays.toString(entry.getParameters()));
        if (entry instanceof ExtLogRecord more) {
            line.append(' ').append(new PatternFormatter("%s").format(more)).append(' ').append(more.getThreadName()).append(' ')
                    .append(more.getMdcCopy().toString());
        }
        if (entry.getThrown() != null) {
            entry.getThrown().printStackTrace(new PrintWriter(line));
        }
        lines.add(line.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
