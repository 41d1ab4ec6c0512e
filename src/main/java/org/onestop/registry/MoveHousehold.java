package org.onestop.registry;

import java.time.LocalDate;
import org.onestop.access.Area;
import org.onestop.http.Fields;

/**
 * Moves a household to another community.
 *
 * @param from first day there; null means today
 */
record MoveHousehold(Area area, LocalDate from) {

    private static final int AREA = 12;

    static MoveHousehold read(Fields fields) {
        return new MoveHousehold(OpenHousehold.area(fields, fields.text("area", AREA)), fields.optionalDate("from"));
    }
}
