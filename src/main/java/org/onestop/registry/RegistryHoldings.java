package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.onestop.access.Holdings;

/**
 * What the register holds about a person: all periods, those that were superseded too, and the files of the households that
 * the person belonged to, with what was written in them. Other members of a household are not shown.
 */
@ApplicationScoped
class RegistryHoldings implements Holdings {

    private static final String FILES = " in (select file_no from household_member where person_id = ?)";

    @Override
    public List<Section> sections() {
        return List.of(
                new Section("known", "select id as person_id, created_at from person where id = ?"),
                new Section(
                        "identities",
                        "select revision, sealed as sealed_identity, person_id || ':' || revision as place_identity,"
                                + " key_id, recorded_at from person_identity where person_id = ? order by revision"),
                new Section(
                        "enrolments",
                        "select scheme, working_status, valid_from, valid_to, recorded_at, superseded_at from enrolment"
                                + " where person_id = ? order by id"),
                new Section(
                        "suspensions",
                        "select valid_from, valid_to, recorded_at, superseded_at from enrolment_suspension"
                                + " where person_id = ? order by id"),
                new Section(
                        "deaths",
                        "select died_on, recorded_at, superseded_at from person_death where person_id = ? order by id"),
                new Section(
                        "householdMemberships",
                        "select file_no, member_id, relation, seriously_ill, valid_from, valid_to, left_because,"
                                + " recorded_at, superseded_at from household_member where person_id = ? order by id"),
                new Section(
                        "householdResidences",
                        "select file_no, area, valid_from, valid_to, recorded_at, superseded_at from household_residence"
                                + " where file_no" + FILES + " order by id"),
                new Section(
                        "categories",
                        "select id, file_no, category, grade, approved_by, valid_from, valid_to, ended_because, recorded_at,"
                                + " superseded_at from household_category where file_no" + FILES + " order by row_id"),
                new Section(
                        "applications",
                        "select id, file_no, category, grade, lodged_on, statement as sealed_statement, key_id,"
                                + " 'category_application:' || id || ':statement' as place_statement, subject, recorded_at"
                                + " from category_application where file_no" + FILES + " order by recorded_at, id"),
                new Section(
                        "applicationSteps",
                        "select s.application_id, s.sequence, s.step, s.result, s.return_to, s.decided_on,"
                                + " s.opinion as sealed_opinion, p.place || ':opinion' as place_opinion,"
                                + " s.visit as sealed_visit, p.place || ':visit' as place_visit,"
                                + " s.key_id, s.level, s.department, s.subject, s.recorded_at from application_step s"
                                + " join category_application a on a.id = s.application_id cross join lateral"
                                + " (select 'application_step:' || s.application_id || ':' || s.sequence as place) p"
                                + " where a.file_no" + FILES + " order by s.recorded_at, s.sequence"),
                new Section(
                        "reviews",
                        "select id, category_id, file_no, reviewed_on, result, opinion as sealed_opinion, key_id,"
                                + " 'category_review:' || id || ':opinion' as place_opinion, next_review_on, subject,"
                                + " recorded_at from category_review where file_no" + FILES + " order by recorded_at, id"),
                new Section(
                        "exits",
                        "select id, category_id, file_no, last_day, reason as sealed_reason, key_id,"
                                + " 'category_exit:' || id || ':reason' as place_reason, subject, recorded_at"
                                + " from category_exit where file_no" + FILES + " order by recorded_at, id"),
                new Section(
                        "corrections",
                        "select id, kind, file_no, reason as sealed_reason, 'register_correction:' || id || ':reason' as"
                                + " place_reason, key_id, subject, recorded_at from register_correction where person_id = ?"
                                + " order by recorded_at, id"),
                new Section(
                        "changes",
                        "select recorded_at, kind, object, area, department, effective_from, effective_to, client_id,"
                                + " subject, facts from change_record where person_id = ? order by id"));
    }
}
