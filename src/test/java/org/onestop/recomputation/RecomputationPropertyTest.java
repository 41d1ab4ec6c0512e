package org.onestop.recomputation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.registry.SamplePeople;
import org.onestop.registry.SamplePeople.Sample;
import org.onestop.settlement.SampleBill;
import org.onestop.settlement.SampleHospital;

/** Whatever was settled and reversed comes out again, and the same law tried as a draft changes nothing. */
@QuarkusTest
class RecomputationPropertyTest {

    private static final int PEOPLE = 8;
    private static final int BILLS = 9;
    private static final String[] ITEMS = {
        SampleBill.CLASS_A, "C0203030010100101234", "003308010130000-330801013", "XJ01CAA040A001010100001", "NOT-LISTED"
    };

    @Inject
    SamplePeople people;

    private final SampleHospital hospital = SampleHospital.ZHONGSHAN;

    @Test
    void everyRandomYearComesOutAgain() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            year(random, ids);
        }
        SampleRecomputation auditor = SampleRecomputation.AUDITOR;
        JsonPath job = auditor.done(SampleRecomputation.of(ids));
        assertEquals(List.of(), SampleRecomputation.lines(auditor.differences(job)), () -> "seed " + seed);
        assertEquals(ids.size(), job.getInt("settlements"), () -> "seed " + seed);
        JsonPath draft = auditor.done(SampleRecomputation.of(ids, ",\"values\":{}"));
        assertEquals("0 0", draft.getString("effects[0].changed") + " " + draft.getString("effects[0].undecided"),
                () -> "seed " + seed);
        assertEquals("0.00", draft.getString("effects[0].fundDifference"), () -> "seed " + seed);
    }

    private void year(Random random, List<String> ids) {
        Sample person = switch (random.nextInt(4)) {
            case 0 -> people.employee();
            case 1 -> people.resident();
            case 2 -> people.seriouslyIll(HardshipCategory.EXPENDITURE);
            default -> people.resident(HardshipCategory.values()[random.nextInt(4)]);
        };
        for (int i = 0; i < BILLS; i++) {
            Response settled = hospital.settle(SampleBill.newKey(), bill(random, person));
            assertEquals(201, settled.statusCode(), settled::asString);
            ids.add(settled.path("id"));
            if (random.nextInt(4) == 0) {
                hospital.reverse(SampleBill.newKey(), settled.path("id")).then().statusCode(201);
            }
        }
    }

    private static SampleBill bill(Random random, Sample person) {
        SampleBill bill = new SampleBill(person.idNumber(), person.name());
        int lines = 1 + random.nextInt(6);
        for (int i = 0; i < lines; i++) {
            String amount = (1 + random.nextInt(30_000)) + "." + (10 + random.nextInt(90));
            bill.line(ITEMS[random.nextInt(ITEMS.length)], "1", amount, amount);
        }
        String month = String.format("%02d", 1 + random.nextInt(12));
        return switch (random.nextInt(4)) {
            case 0 -> bill.visit("OUTPATIENT", "2023-" + month + "-05");
            case 1 -> bill.visit("OUTPATIENT_CHRONIC", "2023-" + month + "-05");
            default -> bill.stay("2023-" + month + "-02", "2023-" + month + "-12");
        };
    }
}
