package org.onestop.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.onestop.bill.FeeType;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.RefusalCode;

/** The published document says what the code does; DocumentedAnswers judges what really goes over the wire. */
class OpenApiTest {

    private static final OpenApiDocument DOCUMENT = OpenApiDocument.PUBLISHED;
    private static final List<Class<? extends Annotation>> METHODS =
            List.of(GET.class, POST.class, PUT.class, PATCH.class, DELETE.class);

    @Test
    void everyOperationIsDocumentedAndNoOther() {
        assertEquals(operationsOfTheCode(), DOCUMENT.operations());
    }

    @Test
    void everyRefusalCodeIsListed() {
        assertEquals(
                Arrays.stream(RefusalCode.values()).map(RefusalCode::code).toList(),
                texts(DOCUMENT.root().at("/components/schemas/Problem/properties/code/enum")));
        assertEquals(
                Arrays.stream(FieldFault.Code.values()).map(FieldFault.Code::code).toList(),
                texts(DOCUMENT.root().at("/components/schemas/Problem/properties/errors/items/properties/code/enum")));
    }

    @Test
    void everyFeeTypeIsListed() {
        assertEquals(
                Arrays.stream(FeeType.values()).map(FeeType::name).toList(),
                texts(DOCUMENT.root().at("/components/schemas/BillLine/properties/feeType/enum")));
    }

    @Test
    void everyExampleFollowsItsSchema() {
        List<String> faults = new ArrayList<>();
        int examples = examine(DOCUMENT.root(), faults);
        assertEquals(List.of(), faults);
        assertTrue(examples > 10, "examples were not found");
    }

    @Test
    void everyOperationIsNamedDescribedAndSaysWhatMayGoWrong() {
        Set<String> ids = new TreeSet<>();
        for (String operation : DOCUMENT.operations()) {
            String[] parts = operation.split(" ");
            JsonNode node = DOCUMENT.operation(parts[0], parts[1]).orElseThrow();
            assertTrue(ids.add(node.get("operationId").textValue()), () -> operation + " shares its operationId");
            assertFalse(node.path("summary").asText().isBlank(), operation);
            assertFalse(node.path("description").asText().isBlank(), operation);
            assertTrue(node.get("responses").has("401") && node.get("responses").has("default"), operation);
        }
    }

    private static int examine(JsonNode node, List<String> faults) {
        int found = 0;
        if (node.has("schema") && node.has("example")) {
            DOCUMENT.faults(node.get("schema"), node.get("example"))
                    .forEach(fault -> faults.add(node.get("example") + ": " + fault));
            found++;
        }
        for (JsonNode child : node) {
            found += examine(child, faults);
        }
        return found;
    }

    private static Set<String> operationsOfTheCode() {
        Set<String> found = new TreeSet<>();
        for (JavaClass each : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.onestop")) {
            if (each.isAnnotatedWith(Path.class)) {
                Class<?> resource = each.reflect();
                for (Method method : resource.getDeclaredMethods()) {
                    METHODS.stream()
                            .filter(method::isAnnotationPresent)
                            .forEach(verb -> found.add(verb.getSimpleName() + " " + path(resource, method)));
                }
            }
        }
        return found;
    }

    private static String path(Class<?> resource, Method method) {
        String path = resource.getAnnotation(Path.class).value();
        return method.isAnnotationPresent(Path.class)
                ? path + "/" + method.getAnnotation(Path.class).value()
                : path;
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::textValue).collect(Collectors.toList());
    }
}
