package zhuji.intake.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.DateTimeSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import zhuji.events.Submission;

/** The JSON form of a submission in the API's description, made from its Avro schema, so that the two cannot part. */
@Configuration(proxyBeanMethods = false)
class SubmissionSchema {

    /** What the API's description calls it. */
    static final String REFERENCE = "#/components/schemas/Submission";

    /** Of what is asked about, which may be wrong in any way: the answer says in which. */
    static final String ATTEMPT_REFERENCE = "#/components/schemas/Attempt";

    private static final String NAME = "Submission";
    private static final String ATTEMPT = "Attempt";
    private static final String UNRECOGNIZED = "UNRECOGNIZED";

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info().title("逐级 Zhuji: intake 收件").version("1").description("报送的提交、试校验与去向查询"))
                .components(new Components());
    }

    @Bean
    OpenApiCustomizer submissionForm() {
        return api -> api.getComponents()
                .addSchemas(NAME, schemaOf(Submission.getClassSchema()))
                .addSchemas(
                        ATTEMPT,
                        new Schema<>()
                                .description(
                                        "试校验的内容，是否合乎Submission由答复说明 Whether it is a Submission is what the answer says"));
    }

    private static Schema<?> schemaOf(org.apache.avro.Schema avro) {
        return switch (avro.getType()) {
            case RECORD -> object(avro);
            case ENUM -> new StringSchema()._enum(symbols(avro));
            case UNION -> optional(avro);
            case LONG, INT -> number(avro);
            case ARRAY -> new ArraySchema().items(schemaOf(avro.getElementType()));
            default -> new StringSchema();
        };
    }

    private static Schema<?> object(org.apache.avro.Schema avro) {
        var object = new ObjectSchema();
        object.setDescription(avro.getDoc());
        object.setAdditionalProperties(false);
        avro.getFields().forEach(field -> {
            Schema<?> property = schemaOf(field.schema());
            object.addProperty(field.name(), property.description(field.doc()));
            if (field.schema().getType() != org.apache.avro.Schema.Type.UNION
                    && field.schema().getType() != org.apache.avro.Schema.Type.ARRAY) {
                object.addRequiredItem(field.name());
            }
        });
        return object;
    }

    private static Schema<?> optional(org.apache.avro.Schema union) {
        Schema<?> present = schemaOf(union.getTypes().getLast());
        present.setNullable(true);
        return present;
    }

    private static Schema<?> number(org.apache.avro.Schema avro) {
        return avro.getLogicalType() instanceof LogicalTypes.TimestampMillis
                ? new DateTimeSchema()
                : new IntegerSchema().format("int64");
    }

    private static List<String> symbols(org.apache.avro.Schema avro) {
        return avro.getEnumSymbols().stream()
                .filter(symbol -> !symbol.equals(UNRECOGNIZED))
                .toList();
    }
}
