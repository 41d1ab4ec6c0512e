package org.onestop.registry;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import org.onestop.access.Area;

/** Reads how many live in a region. */
@ApplicationScoped
class Populations {

    private static final int REGION = 6;
    private static final String WHOLE_DIVISION = "000000";

    private final AgroalDataSource database;

    Populations(AgroalDataSource database) {
        this.database = database;
    }

    /** The population of an area on a day; empty where no source tells it, and for what is less than a division. */
    Optional<PopulationBase> of(Area area, LocalDate day) {
        if (!area.code().endsWith(WHOLE_DIVISION)) {
            return Optional.empty();
        }
        String sql = "select region, valid_from, households, persons, source from population_base"
                + " where region = ? and valid_from <= ? order by valid_from desc limit 1";
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, area.code().substring(0, REGION));
            query.setObject(2, day);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new PopulationBase(
                                row.getString(1),
                                row.getObject(2, LocalDate.class),
                                row.getInt(3),
                                row.getInt(4),
                                row.getString(5)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the population could not be read", e);
        }
    }
}
