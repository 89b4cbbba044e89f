package zhuji.routing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import zhuji.routing.domain.Office.Level;
import zhuji.routing.domain.RoutingDecision.Destination;

class RoutingTableTest {

    @ParameterizedTest(name = "{2} from a {0}, contact point: {1}, relay: {3} -> {4} {5}")
    @CsvSource({
        "PREFECTURE, true,  ROUTINE,         false, R4, NATIONAL+REGION",
        "PROVINCE,   false, ROUTINE,         false, R4, NATIONAL+REGION",
        "NATIONAL,   false, ROUTINE,         false, R4, NATIONAL",
        "PREFECTURE, false, ROUTINE,         false, R1, REGION",
        "COUNTY,     false, ROUTINE,         false, R1, REGION",
        "COUNTY,     true,  ROUTINE,         false, R4, NATIONAL+REGION",
        "PREFECTURE, true,  ROUTINE,         true,  R7, REGION",
        "COUNTY,     false, ROUTINE,         true,  R7, REGION",
        "PREFECTURE, true,  GENERAL_DYNAMIC, false, R6, REGION",
        "PREFECTURE, true,  GENERAL_DYNAMIC, true,  R6, REGION",
        "PROVINCE,   false, GENERAL_DYNAMIC, false, R6, REGION",
        "NATIONAL,   false, GENERAL_DYNAMIC, false, R6, ''",
        "PREFECTURE, true,  MAJOR_INCIDENT,  false, R3, ''",
        "COUNTY,     false, MAJOR_INCIDENT,  true,  R3, ''",
    })
    void followsTheNotice(
            Level level, boolean contactPoint, ReportKind kind, boolean relay, String rule, String destinations) {
        RoutingDecision decision = RoutingTable.route(new Office("450100", level, true, contactPoint), kind, relay);

        assertThat(decision.rule()).isEqualTo(rule);
        assertThat(decision.destinations()).isEqualTo(named(destinations));
        assertThat(decision.zh()).isNotBlank();
        assertThat(decision.en()).isNotBlank();
    }

    /** A topic for a region that does not exist would stop the service. */
    @Test
    void saysNowhereWhereThereIsNoOfficeOrNoRegion() {
        for (Office office : new Office[] {null, new Office("990100", Level.PREFECTURE, false, true)}) {
            RoutingDecision decision = RoutingTable.route(office, ReportKind.ROUTINE, false);

            assertThat(decision.destinations()).isEmpty();
            assertThat(decision.en()).contains("nowhere");
        }
    }

    /** I3: nothing general is ever on the national topic. */
    @ParameterizedTest
    @EnumSource(Level.class)
    void keepsGeneralDynamicsFromTheNationalOffice(Level level) {
        for (boolean contactPoint : new boolean[] {true, false}) {
            assertThat(RoutingTable.route(
                                    new Office("450100", level, true, contactPoint), ReportKind.GENERAL_DYNAMIC, false)
                            .destinations())
                    .doesNotContain(Destination.NATIONAL);
        }
    }

    private static Set<Destination> named(String destinations) {
        return Arrays.stream(destinations.split("\\+"))
                .filter(name -> !name.isEmpty())
                .map(Destination::valueOf)
                .collect(Collectors.toSet());
    }
}
