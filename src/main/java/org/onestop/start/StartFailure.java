package org.onestop.start;

import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells from an exception whether whoever starts the service can put it right, and how. */
final class StartFailure {

    /** Classes of SQLSTATE: no connection, no such login, no such database; and the state of a role without the right. */
    private static final String NO_DATABASE = "(08|28|3D).*|42501";

    /** An exception raised by a migration itself, which says in both languages what it wants. */
    private static final String RAISED = "P0001";

    private StartFailure() {}

    /**
     * What to tell instead of a stack trace.
     *
     * @return empty where the exception is nobody's setting but a fault
     */
    static Optional<String> reason(Throwable failure) {
        return Stream.iterate(failure, each -> each != null, Throwable::getCause)
                .flatMap(each -> one(each).stream())
                .findFirst();
    }

    private static Optional<String> one(Throwable failure) {
        if (failure instanceof StartRefusedException) {
            return Optional.of(failure.getMessage());
        }
        if (failure instanceof QuarkusBindException taken) {
            return Optional.of("端口%d已被占用,请结束占用者,或用QUARKUS_HTTP_PORT另定端口。"
                            .formatted(taken.getPort())
                    + " Port %d is in use: end what uses it, or name another port in QUARKUS_HTTP_PORT."
                            .formatted(taken.getPort()));
        }
        if (failure instanceof ConfigValidationException || failure instanceof ConfigurationException) {
            return Optional.of("配置有误 the settings are wrong:\n" + failure.getMessage());
        }
        return failure instanceof SQLException sql ? database(sql) : Optional.empty();
    }

    private static Optional<String> database(SQLException failure) {
        String state = failure.getSQLState();
        if (RAISED.equals(state)) {
            return Optional.of(failure.getMessage()
                    .replaceFirst("^ERROR: (拒绝启动:)?", "")
                    .replaceFirst("(?s)\n *Where: .*", ""));
        }
        return state != null && state.matches(NO_DATABASE)
                ? Optional.of("不能使用数据库,请检查地址、角色和口令。"
                        + " The database can't be used; see to its address, roles and passwords: " + failure.getMessage())
                : Optional.empty();
    }
}
