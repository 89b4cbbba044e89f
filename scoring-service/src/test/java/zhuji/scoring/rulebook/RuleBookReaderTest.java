package zhuji.scoring.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zhuji.rulefiles.InvalidRules;
import zhuji.rulefiles.RuleFile;
import zhuji.scoring.domain.Books;
import zhuji.scoring.domain.Fact;
import zhuji.scoring.domain.History;
import zhuji.scoring.domain.RuleBook;
import zhuji.scoring.domain.RuleBooks;
import zhuji.testkit.RuleFileChanges;

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
                "itemMultiplier: 0.5, veto: f | itemMultiplier: 1.5, veto: f | penalties.LATE.itemMultiplier: must be between 0 and 1",
                "{points: -10, veto: true} | {points: 10, veto: true} | takes points: it must be zero or negative",
                "min: 3, target: 5     | min: 3, target: 2     | quota.classes.0.target: is below min",
                "paceFromDay: 15       | paceFromDay: 31       | quota.paceFromDay: must be between 1 and 28",
                "topFraction: 0.25     | topFraction: 25       | annual.commend.topFraction: must be between 0 and 1",
                "mergedShared: true    | mergedShard: true     | mergedShard",
                "multipleUses: HIGHEST | multipleUses: BEST    | BEST",
                "NATIONAL: {default: 5}| STATE: {default: 5}   | endorsement.STATE: is no level",
                "attachmentBonus: 1    | attachmentBonus: 0.00001 | attachmentBonus: has more than four decimals",
                "CODE]                 | NAME]                 | annual.rankBy: must be",
                "0.5, veto: false}     | 0.5}                  | penalties.LATE.veto: is missing",
                ", noVeto: true}       | }                     | annual.commend.noVeto: is missing",
                "contactPoints: true,  | ''                    | quota.classes.0.contactPoints: is missing",
                "- {name: 信息联系点, contactPoints: true, min: 3, target: 5} | - null | quota.classes.0: is missing",
                "min: 3,               | min: 3.7,             | 3.7",
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

    /** Ten thousand changes of the shipped books: each is read, and then works, or is refused with a line and a reason. */
    @ParameterizedTest
    @ValueSource(strings = {"default", "lianyungang", "quzhou"})
    void readsOrRefusesWhateverIsMadeOfABook(String name) {
        long seed = Long.getLong("zhuji.seed", System.nanoTime());
        System.out.println("seed of the changed books: " + seed + " (again with -Dzhuji.seed=" + seed + ")");
        var random = new Random(seed);
        var changes = new RuleFileChanges(Books.file(name).yaml(), random);
        List<Fact> history = new History(random).facts(12);
        int read = 0;
        for (int number = 0; number < 10_000; number++) {
            String yaml = changes.next();
            RuleBook book;
            try {
                book = RuleBookReader.read(new RuleFile("changed.yaml", yaml));
            } catch (InvalidRules refused) {
                assertThat(refused)
                        .as("change %d of seed %d:%n%s", number, seed, yaml)
                        .hasMessageMatching("(?s).*changed\\.yaml line \\d+: .+");
                continue;
            }
            read++;
            assertThatNoException()
                    .as("change %d of seed %d:%n%s", number, seed, yaml)
                    .isThrownBy(() -> History.score(history, new RuleBooks(book, Map.of())));
        }
        assertThat(read).as("changed books that are still books").isBetween(100, 9_900);
    }

    private static String quoted(String text) {
        return Pattern.quote(text);
    }
}
