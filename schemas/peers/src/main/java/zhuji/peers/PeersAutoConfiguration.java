package zhuji.peers;

import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.core.StandardHost;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;

/** What the HTTP of every service has in common: each refusal is a problem in JSON, and the description of the API says so. */
// Boot's own answers to errors stand back where there are others.
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@ConditionalOnWebApplication
@Import(ErrorAnswers.class)
public class PeersAutoConfiguration {

    private static final String PROBLEM = "Problem";
    private static final Set<String> INTERNAL = Set.of(PeerRequests.FORWARDED, HttpHeaders.ACCEPT);
    private static final String PROBLEM_JSON = "application/problem+json";

    /** Every operation may answer so. */
    private static final Map<String, String> ALWAYS = Map.of(
            "400", "请求有误 The request cannot be understood",
            "404", "没有 There is no such thing",
            "406", "没有所要的格式 No answer in a form the client accepts",
            "409", "与现状不符 Not possible as it stands",
            "503", "暂不可用 Not available: ask again in a moment");

    /** And those that take a body. */
    private static final Map<String, String> WITH_A_BODY = Map.of(
            "408", "未及时传完 It did not arrive in time",
            "413", "过大 Too large",
            "415", "不支持该内容类型 Another content type is wanted",
            "422", "不予受理 Refused, for the reasons listed");

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTomcat() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemReportValve.class.getName());
            }
        });
    }

    @Bean
    ModelConverter recordModels() {
        return new RecordModels();
    }

    @Bean
    OpenApiCustomizer problemsOfOperations() {
        return api -> {
            api.getComponents().addSchemas(PROBLEM, problem());
            api.getPaths()
                    .values()
                    .forEach(path -> path.readOperations().forEach(operation -> {
                        withoutInternals(operation);
                        addProblems(operation);
                    }));
        };
    }

    /** How instances ask each other is no part of the API; which form is wanted, its responses tell. */
    private static void withoutInternals(Operation operation) {
        if (operation.getParameters() != null) {
            operation.getParameters().removeIf(parameter -> INTERNAL.contains(parameter.getName()));
        }
    }

    private static Schema<?> problem() {
        var reason = new ObjectSchema()
                .addProperty("code", new StringSchema())
                .addProperty("path", new StringSchema())
                .addProperty("zh", new StringSchema())
                .addProperty("en", new StringSchema());
        List.of("code", "path", "zh", "en").forEach(reason::addRequiredItem);
        var problem = new ObjectSchema()
                .addProperty("type", new StringSchema().description("urn:zhuji:problem:code"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema().description("In Chinese and English"))
                .addProperty("instance", new StringSchema())
                .addProperty("reasons", new ArraySchema().items(reason));
        List.of("type", "title", "status", "detail").forEach(problem::addRequiredItem);
        return problem;
    }

    private static void addProblems(Operation operation) {
        ALWAYS.forEach((status, words) -> addProblem(operation, status, words));
        if (operation.getRequestBody() != null) {
            WITH_A_BODY.forEach((status, words) -> addProblem(operation, status, words));
        }
    }

    private static void addProblem(Operation operation, String status, String words) {
        MediaType problem = new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM));
        ApiResponse known = operation.getResponses().get(status);
        if (known == null) {
            operation
                    .getResponses()
                    .addApiResponse(
                            status,
                            new ApiResponse()
                                    .description(words)
                                    .content(new Content().addMediaType(PROBLEM_JSON, problem)));
        } else if (known.getContent() != null) {
            known.getContent().addMediaType(PROBLEM_JSON, problem);
        }
    }
}
