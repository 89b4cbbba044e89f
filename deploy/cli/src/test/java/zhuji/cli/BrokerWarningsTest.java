package zhuji.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.junit.jupiter.api.Test;

class BrokerWarningsTest {

    /** Kafka's own default is a quarter of an hour. */
    @Test
    void warnsOfABrokerOnWhichOneOfficeCanHoldUpTheOthers() {
        assertThat(warningsOf("900000"))
                .singleElement()
                .asString()
                .contains("broker 3", "900000 ms", "set transaction.max.timeout.ms=30000");
        assertThat(warningsOf("30001")).hasSize(1);
    }

    @Test
    void saysNothingOfABrokerThatIsSetAsItShouldBe() {
        assertThat(warningsOf("30000")).isEmpty();
    }

    private static List<String> warningsOf(String longestTransaction) {
        List<String> warnings = new ArrayList<>();
        var config = new Config(List.of(new ConfigEntry("transaction.max.timeout.ms", longestTransaction)));
        BrokerWarnings.look("3", config, warnings);
        return warnings;
    }
}
