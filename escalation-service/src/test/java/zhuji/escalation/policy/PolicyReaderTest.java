package zhuji.escalation.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyReaderTest {

    private String national;

    @BeforeEach
    void readTheFile() throws IOException {
        national = Files.readString(Path.of("src/main/resources/policy/national.yaml"));
    }

    @Test
    void namesThePolicyByItsContent() {
        String version = read(national).version();

        assertThat(version).startsWith("cn-national/1+sha256:");
        assertThat(read(national + "# a comment\n").version()).isNotEqualTo(version);
    }

    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "I: 30, II: 10, III: 3, IV: 0|I: 30, II: 40, III: 3, IV: 0|overlaps II",
                "{COUNTY: 120, PREFECTURE: 120, PROVINCE: 120}|{COUNTY: 120, PREFECTURE: 120}|a hop without window",
                "III: PROVINCE|III: VILLAGE|line 10",
                "IV: PREFECTURE||tops.IV: no level to reach",
                "acknowledgeMinutes: 120|acknowledgeMinutes: 0|acknowledgeMinutes: must be a positive",
                "version: cn-national/1|colour: red|colour",
            })
    void refusesAMistakeWithItsPlace(String right, String wrong, String reason) {
        String changed = national.replace(right, wrong == null ? "" : wrong);

        assertThat(changed).isNotEqualTo(national);
        assertThatThrownBy(() -> read(changed))
                .isInstanceOf(InvalidPolicy.class)
                .hasMessageContaining(reason);
    }

    private static zhuji.escalation.domain.Policy read(String yaml) {
        return new PolicyReader().read(yaml.getBytes(UTF_8), 1);
    }
}
