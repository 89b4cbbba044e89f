package zhuji.scoring.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zhuji.rulefiles.InvalidRules;
import zhuji.rulefiles.RuleFile;
import zhuji.scoring.domain.Books;
import zhuji.scoring.domain.RuleBook;

class RuleBookReaderTest {

    @ParameterizedTest
    @ValueSource(strings = {"default", "lianyungang", "quzhou"})
    void readsEveryShippedBook(String name) {
        RuleBook book = Books.shipped(name);

        assertThat(book.title()).isNotBlank();
        assertThat(book.hash()).hasSize(64);
        assertThat(book.adoption().points()).isNotEmpty();
    }

    @Test
    void knowsABookByItsContent() {
        RuleFile file = Books.file("default");

        assertThat(RuleBookReader.read(new RuleFile("other name", file.yaml())).hash())
                .isEqualTo(file.hash());
        assertThat(RuleBookReader.read(new RuleFile("default.yaml", file.yaml() + "\n"))
                        .hash())
                .isNotEqualTo(file.hash());
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "MERGED: 2             | MERGED: -2            | default.yaml line 8: adoption.default.MERGED: must not be negative",
                "itemMultiplier: 0.5}  | itemMultiplier: 1.5}  | penalties.LATE.itemMultiplier: must be between 0 and 1",
                "{points: -10, veto: true} | {points: 10, veto: true} | takes points: it must be zero or negative",
                "min: 3, target: 5     | min: 3, target: 2     | quota.classes.0.target: is below min",
                "paceFromDay: 15       | paceFromDay: 31       | quota.paceFromDay: must be between 1 and 28",
                "topFraction: 0.25     | topFraction: 25       | annual.commend.topFraction: must be between 0 and 1",
                "mergedShared: true    | mergedShard: true     | mergedShard",
                "multipleUses: HIGHEST | multipleUses: BEST    | BEST",
                "NATIONAL: {default: 5}| STATE: {default: 5}   | endorsement.STATE: is no level",
                "attachmentBonus: 1    | attachmentBonus: 0.00001 | attachmentBonus: has more than four decimals",
                "CODE]                 | NAME]                 | annual.rankBy: must be",
                "title: 默认评分办法      | title: ''             | title: is missing",
            })
    void refusesAMistakeWithItsLineAndReason(String right, String wrong, String told) {
        String yaml = Books.file("default").yaml();
        assertThat(yaml).contains(right);

        assertThatThrownBy(() ->
                        RuleBookReader.read(new RuleFile("default.yaml", yaml.replaceFirst(quoted(right), wrong))))
                .isInstanceOf(InvalidRules.class)
                .hasMessageContaining("default.yaml line ")
                .hasMessageContaining(told);
    }

    @Test
    void tellsEveryMistakeAtOnce() {
        String yaml = Books.file("default")
                .yaml()
                .replace("MERGED: 2", "MERGED: -2")
                .replace("paceFromDay: 15", "paceFromDay: 0");

        assertThatThrownBy(() -> RuleBookReader.read(new RuleFile("default.yaml", yaml)))
                .hasMessageContaining("MERGED")
                .hasMessageContaining("paceFromDay");
    }

    private static String quoted(String text) {
        return Pattern.quote(text);
    }
}
