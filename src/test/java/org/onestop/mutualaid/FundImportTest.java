package org.onestop.mutualaid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onestop.access.Role;
import org.onestop.imports.SampleImporter;
import org.onestop.settlement.TestDatabase;

/** Units and rosters from files. */
@QuarkusTest
class FundImportTest {

    private static final SampleUnion UNION = SampleUnion.ADMIN;
    private static final SampleImporter IMPORTER = SampleImporter.of("union-admin", Map.of());
    private static final String UNITS = "统一社会信用代码,单位名称\n";
    private static final String MEMBERS = "unitCode,idNumber,name,term,joinedOn\n";

    @Inject
    TestDatabase database;

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "UNION_ADMIN")
    void nobodyElseBringsFiles(Role role) {
        SampleImporter other = SampleImporter.of(role.group(), Map.of());
        for (String kind : List.of("units", "members")) {
            other.post(kind, (kind.equals("units") ? UNITS : MEMBERS).getBytes(StandardCharsets.UTF_8)).then().statusCode(403);
        }
    }

    @Test
    void unitsComeAndAreRenamed() {
        String one = SampleUnion.code();
        String two = SampleUnion.code();
        String file = UNITS + one + ",甲\n" + two.toLowerCase(java.util.Locale.ROOT) + ",乙\n12520201000000115X,丙\n" + one + ",丁\n,戊\n";
        JsonPath job = IMPORTER.done("units", file);
        assertEquals("5 2 1 0 2", SampleImporter.counts(job));
        assertEquals("丁", UNION.get("units/" + one).path("name"));
        assertEquals("乙", UNION.get("units/" + two).path("name"));
        List<String> errors = IMPORTER.errors(job.getString("id"));
        assertTrue(errors.get(0).startsWith("4,code,统一社会信用代码,credit-code-invalid,"), errors::toString);
        assertTrue(errors.get(1).startsWith("6,code,统一社会信用代码,missing-field,"), errors::toString);
        assertEquals("2 0 0 2 0", SampleImporter.counts(IMPORTER.done("units", UNITS + one + ",丁\n" + two + ",乙\n")));
    }

    @Test
    void aRosterComesRowByRow() throws Exception {
        String unit = UNION.unit();
        String other = UNION.unit();
        String known = SampleUnion.number();
        UNION.joined(other, 2018, "2018-01-01", List.of(known));
        String one = SampleUnion.number();
        String two = SampleUnion.number();
        String stray = SampleUnion.number();
        String file = MEMBERS
                + row(unit, one, "导入甲", "2018", "2018-01-01")
                + row(unit, two, "导入乙", "2018", "2018/3/1")
                + row(unit, known, "测试会员", "2018", "2018-01-01")
                + row(unit, known, "他人", "2019", "2019-01-01")
                + row(SampleUnion.code(), stray, "导入丙", "2018", "2018-01-01")
                + row(unit, stray, "导入丙", "2018", "2017-01-01")
                + row(unit, stray, "导入丙", "18", "2018-01-01")
                + row(unit, "520299197002021022", "导入丙", "2018", "2018-01-01")
                + row(unit, one, "导入甲", "2018", "2018-01-01")
                + row(unit, one, "导入甲", "2019", "2019-01-01");
        JsonPath job = IMPORTER.done("members", file);
        assertEquals("10 3 0 1 6", SampleImporter.counts(job));
        List<String> errors = IMPORTER.errors(job.getString("id"));
        String[] wanted = {
            "4,idNumber,身份证号,member-already", "5,name,姓名,person-name-mismatch", "6,unitCode,单位代码,unit-unknown",
            "7,joinedOn,入会日期,dates-out-of-order", "8,term,互助期,out-of-range", "9,idNumber,身份证号,id-number-invalid"
        };
        for (int i = 0; i < wanted.length; i++) {
            assertTrue(errors.get(i).startsWith(wanted[i]), errors::toString);
        }
        assertEquals("0", database.one("select count(*) from membership where credit_code = '" + unit
                + "' and superseded_at is not null"));
        // One entry for each day on which somebody of the batch joined.
        assertEquals("3", database.one("select count(*) from contribution_roster where credit_code = '" + unit + "'"));
        UNION.client.ask("mutual-aid/members/search", "{\"idNumber\":\"" + stray + "\"}").then().statusCode(422);
        assertEquals("10 0 0 4 6", SampleImporter.counts(IMPORTER.done("members", file)));
        assertEquals("3", database.one("select count(*) from contribution_roster where credit_code = '" + unit + "'"));
    }

    private static String row(String... cells) {
        return String.join(",", cells) + "\n";
    }
}
