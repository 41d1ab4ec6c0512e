package org.onestop.settlement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.registry.SamplePeople;
import org.onestop.registry.SamplePeople.Sample;

/** What is stored says for ever how it came about. */
@QuarkusTest
class ReadjudicationTest {

    @Inject
    SamplePeople people;

    @Inject
    TestDatabase database;

    @Inject
    Readjudication readjudication;

    private final SampleHospital hospital = SampleHospital.ZHONGSHAN;

    @Test
    void aStoredAmountThatSomebodyForgedIsFound() throws Exception {
        UUID id = UUID.fromString(settled(people.resident(), "9000.00"));
        database.run("alter table settlement disable trigger append_only");
        try {
            database.run("update settlement set basic = basic + 1, patient_pays = patient_pays - 1 where id = '" + id + "'");
            assertEquals(
                    List.of("basic", "patient_pays"),
                    readjudication.of(id).stream().map(Readjudication.Difference::name).toList());
            database.run("update settlement set basic = basic - 1, patient_pays = patient_pays + 1 where id = '" + id + "'");
        } finally {
            database.run("alter table settlement enable trigger append_only");
        }
        assertEquals(List.of(), readjudication.of(id));
    }

    @Test
    void registerHospitalAndCatalogueMayChangeAfterwards() throws Exception {
        Sample person = people.resident(HardshipCategory.DIBAO);
        SampleBill bill = SampleBill.of(person, "9000.00").line("C0203030010100101234", "1", "9000", "9000.00");
        Response settled = hospital.settle(SampleBill.newKey(), bill);
        assertEquals(201, settled.statusCode());
        UUID id = UUID.fromString(settled.path("id"));
        Object before = hospital.preview(SampleBill.of(person, "9000.00")).path("split");
        try {
            database.run("with superseded as (update household_category set superseded_at = now() where file_no ="
                    + " (select file_no from household_member where person_id = '" + person.id() + "') returning *)"
                    + " insert into household_category (file_no, category, approved_by, valid_from, recorded_at)"
                    + " select file_no, 'HOUSING', 'HOUSING', valid_from, now() from superseded");
            hospitalLevel("LEVEL_3");
            catalogueClass("C");
            Object now = hospital.preview(SampleBill.of(person, "9000.00")).path("split");
            assertFalse(before.equals(now), "the change was not seen");
            assertEquals(List.of(), readjudication.of(id));
        } finally {
            hospitalLevel("LEVEL_2");
            catalogueClass("B");
        }
        assertEquals(settled.<Object>path("split"), hospital.read(id.toString()).<Object>path("split"));
    }

    private void hospitalLevel(String level) throws Exception {
        database.run("with superseded as (update hospital_period set superseded_at = now() where code = 'H52020100001'"
                + " and superseded_at is null returning *) insert into hospital_period"
                + " (code, name, level, place, division, valid_from, recorded_at)"
                + " select code, name, '" + level + "', place, division, valid_from, now() from superseded");
    }

    private void catalogueClass(String catalogueClass) throws Exception {
        database.run("with superseded as (update catalogue_item set superseded_at = now() where"
                + " item_code = 'C0203030010100101234' and superseded_at is null returning *) insert into catalogue_item"
                + " (item_code, name, fee_type, catalogue_class, first_pay_ratio, price_ceiling, valid_from, recorded_at)"
                + " select item_code, name, fee_type, '" + catalogueClass + "', first_pay_ratio, price_ceiling, valid_from,"
                + " now() from superseded");
    }

    private String settled(Sample person, String amount) {
        return hospital.settled(SampleBill.of(person, amount)).extract().path("id");
    }
}
