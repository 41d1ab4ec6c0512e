package org.onestop.database;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.onestop.start.StartRefusedException;

/** Refuses the start under a database role that could get round what the database enforces. */
@ApplicationScoped
class RoleCheck {

    private static final int FIRST = 1;

    private final AgroalDataSource database;

    RoleCheck(AgroalDataSource database) {
        this.database = database;
    }

    void check(@Observes @Priority(FIRST) StartupEvent started) {
        String sql = "select current_user, r.rolsuper or r.rolbypassrls or r.rolcreaterole"
                + " or exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                + " where n.nspname = current_schema() and pg_has_role(current_user, c.relowner, 'MEMBER'))"
                + " or (select pg_has_role(current_user, d.datdba, 'MEMBER') from pg_database d"
                + " where d.datname = current_database())"
                + " from pg_roles r where r.rolname = current_user";
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            if (row.getBoolean(2)) {
                throw new StartRefusedException("数据库角色 " + row.getString(1) + " 是超级用户、库表属主或可管理角色,"
                        + "QUARKUS_DATASOURCE_USERNAME须为服务自己的角色。"
                        + " That database role is a superuser, owns the tables or manages roles;"
                        + " QUARKUS_DATASOURCE_USERNAME must name the service's own role.");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database role could not be checked", e);
        }
    }
}
