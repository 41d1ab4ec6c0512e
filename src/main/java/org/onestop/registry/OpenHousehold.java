package org.onestop.registry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.onestop.access.Area;
import org.onestop.http.Fields;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * Opens a household's file.
 *
 * @param fileNo   null where the service makes one
 * @param openedOn null means today
 */
record OpenHousehold(String fileNo, Area area, LocalDate openedOn, List<MemberForm> members) {

    private static final int NUMBER = 32;
    private static final int AREA = 12;

    static OpenHousehold read(Fields fields) {
        String fileNo = fields.optionalText("fileNo", NUMBER);
        if (fileNo != null && !Household.isNumber(fileNo)) {
            fields.fault("fileNo", FieldFault.Code.INVALID_TEXT);
        }
        Area area = area(fields, fields.text("area", AREA));
        LocalDate openedOn = fields.optionalDate("openedOn");
        List<MemberForm> members = new ArrayList<>();
        for (Fields each : fields.objects("members")) {
            members.add(MemberForm.read(each, "/members/" + members.size()));
            each.close();
        }
        return new OpenHousehold(fileNo, area, openedOn, members);
    }

    /** The area of the field {@code area}; null where there is none that could be one. */
    static Area area(Fields fields, String code) {
        return code == null
                ? null
                : Area.parse(code).orElseGet(() -> fields.fault("area", FieldFault.Code.INVALID_TEXT));
    }

    /**
     * Refuses an area that is no community: a household lives in one.
     *
     * @throws org.onestop.refusal.RefusedException value-out-of-range
     */
    static void requireCommunity(Area area) {
        if (!area.isCommunity()) {
            throw Refusal.of(
                            RefusalCode.VALUE_OUT_OF_RANGE, FieldFault.of("/area", FieldFault.Code.OUT_OF_RANGE))
                    .asException();
        }
    }
}
