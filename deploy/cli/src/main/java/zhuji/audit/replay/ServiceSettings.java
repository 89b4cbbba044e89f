package zhuji.audit.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;
import zhuji.escalation.EscalationProperties;
import zhuji.intake.IntakeProperties;
import zhuji.scoring.ScoringProperties;
import zhuji.wire.failures.DeadLetters;

/**
 * What the services were set to when they did what is replayed, by the names their own configuration has.
 *
 * @param intake of intake
 * @param escalation of escalation
 * @param scoring of scoring
 */
public record ServiceSettings(IntakeProperties intake, EscalationProperties escalation, ScoringProperties scoring) {

    /**
     * Reads settings; what is not given is as it is shipped.
     *
     * @param given by name, such as {@code intake.behind}
     * @throws IllegalArgumentException when a service has no such setting, or not with such a value
     */
    public static ServiceSettings of(Map<String, String> given) {
        given.keySet().stream()
                .filter(name ->
                        List.of("intake.", "escalation.", "scoring.").stream().noneMatch(name::startsWith))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("'" + name
                            + "' is no setting of a service; they begin with intake., escalation. or scoring.");
                });
        return new ServiceSettings(
                bound(given, "intake", IntakeProperties.class),
                bound(given, "escalation", EscalationProperties.class),
                bound(given, "scoring", ScoringProperties.class));
    }

    private static <T> T bound(Map<String, String> given, String service, Class<T> type) {
        var sources = new MutablePropertySources();
        sources.addFirst(new MapPropertySource("given", new HashMap<>(given)));
        var conversions = new ApplicationConversionService();
        Converter<String, Resource> resources = location -> new DefaultResourceLoader().getResource(location);
        conversions.addConverter(String.class, Resource.class, resources);
        var binder = new Binder(ConfigurationPropertySources.from(sources), null, conversions);
        try {
            return binder.bindOrCreate(
                    service, Bindable.of(type), new NoUnboundElementsBindHandler(BindHandler.DEFAULT, source -> true));
        } catch (BindException wrong) {
            if (DeadLetters.rootOf(wrong) instanceof UnboundConfigurationPropertiesException unknown) {
                throw new IllegalArgumentException(
                        service + " has no setting "
                                + unknown.getUnboundProperties()
                                        .iterator()
                                        .next()
                                        .getName(),
                        wrong);
            }
            throw new IllegalArgumentException(
                    "a setting of " + service + " is wrong: "
                            + DeadLetters.rootOf(wrong).getMessage(),
                    wrong);
        }
    }
}
