package org.onestop.mutualaid;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.onestop.http.Fields;

/**
 * Makes persons members of a unit for a term.
 *
 * @param joinedOn of those who have no day of their own; null means today, or the term's first day before it begins
 */
record JoinMembers(int term, LocalDate joinedOn, List<Person> members) {

    private static final int ID_NUMBER = 64;
    private static final int NAME = 200;

    /**
     * One of them.
     *
     * @param idNumber as written
     * @param joinedOn null where the common day counts
     */
    record Person(String idNumber, String name, LocalDate joinedOn) {}

    static JoinMembers read(Fields fields) {
        Integer term = fields.integer("term");
        LocalDate joinedOn = fields.optionalDate("joinedOn");
        List<Person> members = new ArrayList<>();
        for (Fields each : fields.objects("members")) {
            members.add(new Person(
                    each.text("idNumber", ID_NUMBER), each.text("name", NAME), each.optionalDate("joinedOn")));
            each.close();
        }
        return new JoinMembers(term == null ? 0 : term, joinedOn, members);
    }
}
