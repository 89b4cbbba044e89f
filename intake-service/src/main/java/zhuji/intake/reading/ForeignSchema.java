package zhuji.intake.reading;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import zhuji.input.SecrecyMarks;

/**
 * What a schema of others has that a submission has not: Avro passes over such fields without a word.
 *
 * @param unknown fields that no submission has
 * @param mayHideAMarking whether a field of it may hold a marking that is not read as one: it is named so, and is none of ours, or has a type
 *     of its own
 */
record ForeignSchema(List<Field> unknown, boolean mayHideAMarking) {

    private static final Schema OURS = zhuji.events.Submission.getClassSchema();
    private static final int DEEPEST = 16;

    /** Schemas with more unknown fields are told by the first of them. */
    private static final int MOST = 200;

    /**
     * A field.
     *
     * @param prefix path of the object it stands in, with a dot; empty at the top
     * @param name its name
     */
    record Field(String prefix, String name) {}

    /** What there is to know of a schema. */
    static ForeignSchema of(Schema written) {
        List<Field> unknown = new ArrayList<>();
        if (written.getType() == Schema.Type.RECORD) {
            compare(written, OURS, "", unknown, new HashSet<>());
        }
        return new ForeignSchema(List.copyOf(unknown), mayHideAMarking(written, true, 0, new HashSet<>()));
    }

    /** @param seen records that were compared, each with where it stood: there may be any number of ways to one */
    private static void compare(Schema written, Schema ours, String prefix, List<Field> unknown, Set<String> seen) {
        if (!seen.add(prefix + written.getFullName())) {
            return;
        }
        for (Schema.Field field : written.getFields()) {
            Schema.Field known = ours.getField(field.name());
            if (known != null) {
                String path = prefix + field.name() + ".";
                records(known.schema())
                        .forEach(ourInner -> records(field.schema())
                                .forEach(inner -> compare(inner, ourInner, path, unknown, seen)));
            } else if (unknown.size() < MOST) {
                unknown.add(new Field(prefix, field.name()));
            }
        }
    }

    /** A record, or all in a union: which of them a value has is not known yet. */
    private static Stream<Schema> records(Schema schema) {
        Stream<Schema> all = schema.getType() == Schema.Type.UNION ? schema.getTypes().stream() : Stream.of(schema);
        return all.filter(type -> type.getType() == Schema.Type.RECORD);
    }

    /** @param seen names of records that were looked at: there may be any number of ways to one */
    private static boolean mayHideAMarking(Schema schema, boolean top, int depth, Set<String> seen) {
        if (depth > DEEPEST) {
            return true;
        }
        return switch (schema.getType()) {
            case RECORD ->
                seen.add(schema.getFullName())
                        && schema.getFields().stream()
                                .anyMatch(field -> (SecrecyMarks.isName(field.name()) && !(top && isOurs(field)))
                                        || mayHideAMarking(field.schema(), false, depth + 1, seen));
            case UNION -> schema.getTypes().stream().anyMatch(type -> mayHideAMarking(type, top, depth + 1, seen));
            case ARRAY -> mayHideAMarking(schema.getElementType(), false, depth + 1, seen);
            case MAP -> mayHideAMarking(schema.getValueType(), false, depth + 1, seen);
            default -> false;
        };
    }

    /** A text, or none. */
    private static boolean isOurs(Schema.Field field) {
        Schema schema = field.schema();
        return field.name().equals("marking")
                && (isText(schema)
                        || (schema.getType() == Schema.Type.UNION
                                && schema.getTypes().stream()
                                        .allMatch(type -> type.getType() == Schema.Type.NULL || isText(type))));
    }

    private static boolean isText(Schema schema) {
        return schema.getType() == Schema.Type.STRING || schema.getType() == Schema.Type.BYTES;
    }
}
