package org.onestop.start;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;
import java.util.logging.Handler;
import java.util.logging.Level;
import org.jboss.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Where the program begins. Beside starting it, sees to what a person reads at the console: Chinese that is not turned
 * into question marks, and one message instead of a stack trace where the start is refused.
 */
@QuarkusMain
public final class Main {

    private static final String CONSOLE_CHARSET = "stdout.encoding";

    private Main() {}

    /** Runs the service until the process is told to end; or the one {@link Command} that is named. */
    public static void main(String[] args) {
        writeChinese();
        if (args.length > 0) {
            System.exit(command(List.of(args)));
        }
        // The framework's logging must be there before its first handler is touched, or it would have none.
        Logger log = Logger.getLogger(Main.class);
        logFromTheBeginning();
        Quarkus.run(RunningService.class, (exitCode, cause) -> ended(log, exitCode, cause), args);
    }

    private static int command(List<String> args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, consoleCharset());
        for (Command each : ServiceLoader.load(Command.class, Main.class.getClassLoader())) {
            if (each.name().equals(args.get(0))) {
                return each.run(args.subList(1, args.size()), out);
            }
        }
        out.println("没有这个命令 no such command: " + args.get(0) + "\n不带参数即启动服务;另有 without arguments the service starts; also:");
        ServiceLoader.load(Command.class, Main.class.getClassLoader()).forEach(each -> out.println("  " + each.usage()));
        return 2;
    }

    private static Charset consoleCharset() {
        return Charset.forName(System.getProperty(CONSOLE_CHARSET, Charset.defaultCharset().name()));
    }

    /** Where no language is set, Java takes the console for one that knows ASCII alone. */
    private static void writeChinese() {
        String name = System.getProperty(CONSOLE_CHARSET, Charset.defaultCharset().name());
        if (!Charset.isSupported(name) || !Charset.forName(name).newEncoder().canEncode('医')) {
            System.setProperty(CONSOLE_CHARSET, StandardCharsets.UTF_8.name());
        }
    }

    /** Until the settings say how to log: what this project says is shown at once, of the rest what is serious. */
    private static void logFromTheBeginning() {
        if (InitialConfigurator.DELAYED_HANDLER.isActivated()) {
            return;
        }
        Handler console = InitialConfigurator.createDefaultHandler();
        console.setFormatter(new PatternFormatter("%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p [%c{1}] %s%e%n"));
        console.setFilter(record -> record.getLevel().intValue() >= Level.WARNING.intValue()
                || record.getLoggerName().startsWith("org.onestop."));
        InitialConfigurator.DELAYED_HANDLER.setHandlers(new Handler[] {console});
    }

    private static void ended(Logger log, int exitCode, Throwable cause) {
        if (cause != null && ApplicationLifecycleManager.isVmShuttingDown()) {
            log.info("启动被中断 the start was cut off");
        } else if (cause != null) {
            StartFailure.reason(cause)
                    .ifPresentOrElse(
                            reason -> log.errorf("拒绝启动 Refused to start: %s", reason),
                            () -> log.error("未能启动 Failed to start", cause));
        }
        ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(exitCode, cause);
    }
}
