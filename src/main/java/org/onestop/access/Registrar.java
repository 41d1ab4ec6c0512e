package org.onestop.access;

/**
 * Who keeps the register, as the token binds a registrar: to a level, to an area, and at county level to a department.
 *
 * @param level      not null
 * @param area       not null
 * @param department CIVIL_AFFAIRS, HOUSING or UNION; null below county level
 */
public record Registrar(Level level, Area area, String department) {

    /** The levels of the register's keepers (社区、乡镇、县级). */
    public enum Level {
        COMMUNITY,
        TOWNSHIP,
        COUNTY
    }
}
