package org.onestop.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schema takes what the loader takes and refuses what it can express of the rest. */
class PolicySchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(PolicySchema.ofAll());
    private static final PolicyBook BOOK = new PolicyBook(Optional.empty());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            resident.basic.annual_caps                | "1"
            resident.basic.annual_cap                 | "1"
            resident.basic.annual_cap                 | {"limits":"ALL","amount":"1"}
            resident.basic.annual_cap                 | {"limits":"COST"}
            resident.basic.annual_cap                 | {"limits":"COST","amount":"1.001"}
            resident.basic.annual_cap                 | {"limits":"COST","amount":-1}
            resident.basic.class_b_first_pay          | 1.5
            resident.basic.class_b_first_pay          | "1.0001"
            resident.basic.inpatient_deductible       | []
            resident.basic.inpatient_deductible       | [{"places":["HERE"],"value":1}]
            resident.basic.inpatient_rate             | [{"levels":["LEVEL_1"]}]
            resident.basic.repeat_admission           | {"rule":"STEP","step":"100"}
            resident.critical_illness.form            | "SOMETHING"
            common.medical_assistance.rate            | {"1":1,"2":1,"3":1}
            common.medical_assistance.tilt_aid        | {"1":"NONE","2":"NONE","3":"NONE","4":{"rate":"1"}}
            """)
    void wrongShapeIsRefused(String id, String value) throws Exception {
        assertFalse(faults(JSON.createObjectNode().set(id, JSON.readTree(value))).isEmpty());
    }

    @Test
    void everyShippedValueFits() {
        for (String day : List.of("2017-01-01", "2022-01-01")) {
            ObjectNode values = JSON.createObjectNode();
            for (ParameterView each : BOOK.inForce(LocalDate.parse(day))) {
                values.set(each.id(), each.values().get(0).value());
            }
            assertEquals(BOOK.inForce(LocalDate.parse(day)).size(), names(values).size());
            assertTrue(values.size() > 40, values::toString);
            assertEquals(Set.of(), faults(values));
        }
    }

    static Stream<WorkedExample> cases() {
        return WorkedExample.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyPublishedCaseFits(WorkedExample example) {
        ObjectNode values = JSON.createObjectNode();
        example.draft().forEach(values::set);
        assertEquals(Set.of(), faults(values));
    }

    private static Set<String> faults(JsonNode values) {
        return SCHEMA.validate(values).stream().map(Object::toString).collect(Collectors.toSet());
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(java.util.Map.Entry::getKey).collect(Collectors.toSet());
    }
}
