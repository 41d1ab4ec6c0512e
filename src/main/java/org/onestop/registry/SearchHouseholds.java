package org.onestop.registry;

import org.onestop.access.Area;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.http.Fields;
import org.onestop.http.Queries;
import org.onestop.refusal.FieldFault;

/**
 * Looks for households as they are today. All that is given must fit.
 *
 * @param idNumber of a member; null where anybody's household is wanted
 * @param area     where they live; null means wherever the caller may look
 * @param category that they hold; null means any or none
 * @param state    null means any
 * @param cursor   null for the first page
 * @param purpose  what for; null where the caller does not say
 */
record SearchHouseholds(
        String idNumber,
        Area area,
        HardshipCategory category,
        HouseholdState state,
        String cursor,
        int limit,
        String purpose) {

    private static final int ID_NUMBER = 64;
    private static final int AREA = 12;
    private static final int CURSOR = 100;
    private static final int PAGE = 50;

    static SearchHouseholds read(Fields fields) {
        Integer limit = fields.optionalInteger("limit");
        if (limit != null && (limit < 1 || limit > Queries.LARGEST_PAGE)) {
            fields.fault("limit", FieldFault.Code.OUT_OF_RANGE);
        }
        String purpose = Purpose.read(fields);
        return new SearchHouseholds(
                fields.optionalText("idNumber", ID_NUMBER),
                OpenHousehold.area(fields, fields.optionalText("area", AREA)),
                fields.optionalChoice("category", HardshipCategory.class),
                fields.optionalChoice("state", HouseholdState.class),
                fields.optionalText("cursor", CURSOR),
                limit == null ? PAGE : limit,
                purpose);
    }
}
