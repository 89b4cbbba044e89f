package zhuji.scoring.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Describes the API under {@code /openapi}. */
@Configuration(proxyBeanMethods = false)
class OpenApiDescription {

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info().title("逐级 Zhuji: scoring 评分").version("1").description("排名、得分理由、年度"));
    }
}
