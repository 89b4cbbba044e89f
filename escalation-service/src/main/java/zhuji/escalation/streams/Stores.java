package zhuji.escalation.streams;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.springframework.kafka.support.serializer.JacksonJsonSerde;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import zhuji.escalation.domain.Aside;
import zhuji.escalation.domain.DeskLine;
import zhuji.escalation.domain.Happening;
import zhuji.escalation.domain.IncidentCase;
import zhuji.escalation.domain.Policy;

/** The state of escalation: names, keys and formats. */
final class Stores {

    /** Incident id to the case. */
    static final String CASES = "cases";

    /** Incident id to its latest report, for the desks that come after. */
    static final String REPORTS = "reports";

    /** Version to the policy, for the cases it is frozen for. */
    static final String POLICIES = "policies";

    /** {@link Deadlines} of open cases, ordered by instant. */
    static final String DEADLINES = "deadlines";

    /** Incident id and number to what happened. */
    static final String TIMELINE = "timeline";

    /** Desk and incident id to the case as that desk has it on its list. */
    static final String DESKS = "desks";

    /** Incident id to its being set aside. */
    static final String ASIDE = "aside";

    /** Incident id and number to a command that waits for its case to be taken up. */
    static final String WAITING = "waiting";

    /** Incident id to the trace of the report that opened the case, which all that happens to it goes on with. */
    static final String TRACES = "traces";

    /** Every one of them. */
    static final String[] ALL = {CASES, REPORTS, POLICIES, DEADLINES, TIMELINE, DESKS, ASIDE, WAITING, TRACES};

    private static final int DIGITS = 9;

    /** What is unknown takes no room: a case is mostly that, and a hundred thousand are restored at a restart. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private Stores() {}

    /** @param keeping what keeps the bytes of a store of that name */
    static List<StoreBuilder<?>> builders(Function<String, KeyValueBytesStoreSupplier> keeping) {
        return List.of(
                store(keeping.apply(CASES), json(IncidentCase.class)),
                store(keeping.apply(REPORTS), StoredEvents.accepted()),
                store(keeping.apply(POLICIES), json(Policy.class)),
                store(keeping.apply(DEADLINES), Serdes.String()),
                store(keeping.apply(TIMELINE), json(Happening.class)),
                store(keeping.apply(DESKS), json(DeskLine.class)),
                store(keeping.apply(ASIDE), json(Aside.class)),
                store(keeping.apply(WAITING), json(Waiting.class)),
                store(keeping.apply(TRACES), Serdes.ByteArray()));
    }

    static String numberedKey(String incidentId, int sequence) {
        return ("%s/%0" + DIGITS + "d").formatted(incidentId, sequence);
    }

    static String deskKey(String desk, String incidentId) {
        return desk + "/" + incidentId;
    }

    private static <T> Serde<T> json(Class<T> type) {
        return new JacksonJsonSerde<>(type, JSON).ignoreTypeHeaders().noTypeInfo();
    }

    private static <T> StoreBuilder<KeyValueStore<String, T>> store(KeyValueBytesStoreSupplier bytes, Serde<T> values) {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(bytes, Serdes.String(), values);
    }
}
