package org.onestop.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Writes JSON in canonical form: members sorted by name, no white space; strings and numbers as they were written. */
final class CanonicalForm {

    /** Room for a name. */
    private static final int NAME = 32;

    /** More are not looked for: what is unlike each time is sorted each time. */
    private static final int MOST_SHAPES = 16;

    private final JsonBytes json;

    /** Of the objects so far: of a bill's many lines most are like one before. */
    private final List<Shape> shapes = new ArrayList<>();

    CanonicalForm(JsonBytes json) {
        this.json = json;
    }

    void add(JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> {
                json.add('[');
                for (int i = 0; i < node.size(); i++) {
                    if (i > 0) {
                        json.add(',');
                    }
                    add(node.get(i));
                }
                json.add(']');
            }
            case NUMBER -> json.add(JsonBytes.part(node.asText()));
            case STRING -> json.text(node.textValue());
            case BOOLEAN -> json.truth(node.booleanValue());
            case NULL -> json.text(null);
            default -> throw new IllegalStateException("text can't be read as " + node.getNodeType());
        }
    }

    private void object(JsonNode node) {
        String[] names = new String[node.size()];
        JsonNode[] values = new JsonNode[names.length];
        int count = 0;
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            names[count] = member.getKey();
            values[count++] = member.getValue();
        }
        Shape shape = shape(names);
        json.add('{');
        for (int i = 0; i < values.length; i++) {
            json.add(shape.written[i]);
            add(values[shape.sorted[i]]);
        }
        json.add('}');
    }

    private Shape shape(String[] names) {
        for (Shape known : shapes) {
            if (Arrays.equals(known.names, names)) {
                return known;
            }
        }
        Shape shape = Shape.of(names);
        if (shapes.size() < MOST_SHAPES) {
            shapes.add(shape);
        }
        return shape;
    }

    /**
     * What objects with the same members in the same order have in common.
     *
     * @param names   in their order
     * @param sorted  the places of the names, sorted by name
     * @param written the names as they are written, sorted: with the comma before and the colon behind
     */
    private record Shape(String[] names, int[] sorted, byte[][] written) {

        static Shape of(String[] names) {
            List<Integer> places = new ArrayList<>(names.length);
            for (int i = 0; i < names.length; i++) {
                places.add(i);
            }
            places.sort(Comparator.comparing(place -> names[place]));
            int[] sorted = new int[names.length];
            byte[][] written = new byte[names.length][];
            for (int i = 0; i < names.length; i++) {
                sorted[i] = places.get(i);
                JsonBytes name = new JsonBytes(NAME);
                written[i] = (i == 0 ? name : name.add(',')).text(names[sorted[i]]).add(':').toArray();
            }
            return new Shape(names, sorted, written);
        }
    }
}
