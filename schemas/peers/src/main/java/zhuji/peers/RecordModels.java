package zhuji.peers;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Describes our records as they are written: every component is there, and only one that is {@link Nullable} may be null. The library knows
 * the annotations of validation, not those of JSpecify.
 */
final class RecordModels implements ModelConverter {

    private static final String NULL = "null";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> others) {
        if (!others.hasNext()) {
            return null;
        }
        Schema<?> resolved = others.next().resolve(type, context, others);
        JavaType java = Json31.mapper().constructType(type.getType());
        if (resolved != null && java != null && java.getRawClass().isRecord()) {
            Schema<?> model = model(resolved, context);
            if (model != null && model.getProperties() != null) {
                describe(model, java.getRawClass());
            }
        }
        return resolved;
    }

    private static @Nullable Schema<?> model(Schema<?> resolved, ModelConverterContext context) {
        String reference = resolved.get$ref();
        return reference == null
                ? resolved
                : context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
    }

    private static void describe(Schema<?> model, Class<?> record) {
        for (RecordComponent component : record.getRecordComponents()) {
            String name = component.getName();
            Schema<?> property = model.getProperties().get(name);
            if (property == null) {
                continue;
            }
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                if (model.getRequired() == null || !model.getRequired().contains(name)) {
                    model.addRequiredItem(name);
                }
            } else if (!mayBeNull(property)) {
                model.getProperties().put(name, orNull(property));
            }
        }
    }

    private static boolean mayBeNull(Schema<?> property) {
        return (property.getTypes() != null && property.getTypes().contains(NULL)) || property.getAnyOf() != null;
    }

    @SuppressWarnings("rawtypes")
    private static Schema<?> orNull(Schema<?> property) {
        if (property.get$ref() == null && property.getEnum() == null) {
            Set<String> types = new LinkedHashSet<>();
            if (property.getTypes() != null) {
                types.addAll(property.getTypes());
            } else if (property.getType() != null) {
                types.add(property.getType());
            } else {
                return property;
            }
            types.add(NULL);
            property.setTypes(types);
            return property;
        }
        List<Schema> either = new ArrayList<>(List.of(property, new Schema<>().types(Set.of(NULL))));
        return new Schema<>().anyOf(either);
    }
}
