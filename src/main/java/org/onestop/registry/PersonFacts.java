package org.onestop.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.HardshipLabel;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.WorkerGrade;
import org.onestop.adjudication.WorkingStatus;

/**
 * What the register knows of a person on one day, as the database function {@code person_facts} answers it: a
 * settlement reads it in one statement together with everything else.
 *
 * @param sealed        the identity, see {@link IdentityVault}
 * @param sealedUnder   key of the seal
 * @param scheme        null where the person is not enrolled on that day
 * @param workingStatus null for residents
 * @param suspended     whether the enrolment is suspended on that day
 * @param fileNo        of the household; null where the person belongs to none
 * @param area          of the household; null where the person belongs to none
 * @param seriouslyIll  whether this is the member named as seriously ill
 * @param categories    in force on that day, in the order of the categories
 */
public record PersonFacts(
        UUID personId,
        int revision,
        byte[] sealed,
        String sealedUnder,
        Scheme scheme,
        WorkingStatus workingStatus,
        boolean suspended,
        String fileNo,
        String area,
        boolean seriouslyIll,
        List<CategoryPeriod> categories) {

    /**
     * The columns of the function's answer, in the order in which {@link #read} expects them, under the alias
     * {@code p}.
     */
    public static final String COLUMNS = "p.person_id, p.revision, p.sealed, p.key_id, p.scheme, p.working_status,"
            + " p.suspended, p.file_no, p.area, p.seriously_ill, p.labels";

    /** How many columns that is. */
    public static final int WIDTH = 11;

    /**
     * Reads the answer.
     *
     * @param first index of the first of {@link #COLUMNS} in the row
     * @return null where the register knows nobody
     */
    public static PersonFacts read(ResultSet row, int first) throws SQLException {
        UUID personId = row.getObject(first, UUID.class);
        if (personId == null) {
            return null;
        }
        String scheme = row.getString(first + 4);
        String workingStatus = row.getString(first + 5);
        return new PersonFacts(
                personId,
                row.getInt(first + 1),
                row.getBytes(first + 2),
                row.getString(first + 3),
                scheme == null ? null : Scheme.valueOf(scheme),
                workingStatus == null ? null : WorkingStatus.valueOf(workingStatus),
                row.getBoolean(first + 6),
                row.getString(first + 7),
                row.getString(first + 8),
                row.getBoolean(first + 9),
                categories(row.getString(first + 10)));
    }

    /** Whether basic medical insurance covers the person on that day. */
    public boolean insured() {
        return scheme != null && !suspended;
    }

    /** The categories as the rule reads them. */
    public List<HardshipLabel> labels() {
        List<HardshipLabel> labels = new ArrayList<>(categories.size());
        for (CategoryPeriod category : categories) {
            labels.add(new HardshipLabel(category.category(), category.grade(), seriouslyIll));
        }
        return labels;
    }

    private static List<CategoryPeriod> categories(String text) {
        if (text == null || text.isEmpty()) {
            return List.of();
        }
        List<CategoryPeriod> found = new ArrayList<>();
        for (String each : text.split(",")) {
            String[] part = each.split("/");
            found.add(new CategoryPeriod(
                    HardshipCategory.valueOf(part[0]),
                    part[1].equals("-") ? null : WorkerGrade.valueOf(part[1]),
                    Department.valueOf(part[2]),
                    LocalDate.parse(part[3]),
                    part[4].equals("-") ? null : LocalDate.parse(part[4])));
        }
        found.sort(java.util.Comparator.comparing(CategoryPeriod::category));
        return List.copyOf(found);
    }
}
