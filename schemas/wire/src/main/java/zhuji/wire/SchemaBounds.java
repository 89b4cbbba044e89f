package zhuji.wire;

import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;

/**
 * What a schema that others wrote may look like, so that a record of it takes no more than its bytes to read: it does not contain itself, is not
 * deep, and no list or map of it has items that take no bytes, of which a few bytes would claim any number.
 */
final class SchemaBounds {

    private static final int DEEPEST = 16;
    private static final int MOST_PARTS = 5_000;

    private final Set<String> within = new HashSet<>();
    private int parts;

    private SchemaBounds() {}

    /** @throws SerializationException when records of the schema are not to be read */
    static void require(Schema schema) {
        new SchemaBounds().require(schema, 0);
    }

    private void require(Schema schema, int depth) {
        parts++;
        if (depth > DEEPEST || parts > MOST_PARTS) {
            throw new SerializationException("a schema that is deeper or larger than any of ours");
        }
        switch (schema.getType()) {
            case RECORD -> requireFields(schema, depth);
            case UNION -> schema.getTypes().forEach(type -> require(type, depth + 1));
            case ARRAY -> requireItems(schema.getElementType(), depth);
            case MAP -> require(schema.getValueType(), depth + 1);
            default -> {
                // has no parts
            }
        }
    }

    private void requireFields(Schema schema, int depth) {
        if (!within.add(schema.getFullName())) {
            throw new SerializationException("a schema that contains itself");
        }
        schema.getFields().forEach(field -> require(field.schema(), depth + 1));
        within.remove(schema.getFullName());
    }

    private void requireItems(Schema items, int depth) {
        require(items, depth + 1);
        if (takesNoBytes(items)) {
            throw new SerializationException("a schema with a list of items that take no bytes");
        }
    }

    private static boolean takesNoBytes(Schema schema) {
        return switch (schema.getType()) {
            case NULL -> true;
            case FIXED -> schema.getFixedSize() == 0;
            case RECORD -> schema.getFields().stream().allMatch(field -> takesNoBytes(field.schema()));
            default -> false;
        };
    }
}
