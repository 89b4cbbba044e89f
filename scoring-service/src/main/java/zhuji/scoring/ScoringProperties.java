package zhuji.scoring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import zhuji.rulefiles.RuleFile;
import zhuji.scoring.domain.RuleBook;
import zhuji.scoring.domain.RuleBooks;
import zhuji.scoring.rulebook.RuleBookReader;

/**
 * Settings of the scoring service.
 *
 * @param ruleBook the rule book of every year that has none of its own
 * @param ruleBooks rule books of single years
 * @param recompute years that are entered anew under the book they have now; what stood under another is taken back
 * @param publish how often tallies that changed are published, and closed years and paces looked after
 * @param patience how long an order over HTTP is waited for before the answer is that it is on its way
 * @param demonstration whether reminders go by the latest submission's time and not by the clock: for a year fed in seconds
 */
@ConfigurationProperties("scoring")
public record ScoringProperties(
        @DefaultValue("classpath:rulebooks/default.yaml") Resource ruleBook,
        @DefaultValue Map<Integer, Resource> ruleBooks,
        @DefaultValue Set<Integer> recompute,
        @DefaultValue("500ms") Duration publish,
        @DefaultValue("20s") Duration patience,
        @DefaultValue("false") boolean demonstration) {

    public ScoringProperties {
        if (publish.toMillis() < 1) {
            throw new IllegalArgumentException("scoring.publish must be at least 1ms");
        }
        if (patience.isNegative()) {
            throw new IllegalArgumentException("scoring.patience must not be negative");
        }
    }

    /**
     * The rule books these settings name.
     *
     * @throws IOException when a file cannot be read
     * @throws zhuji.rulefiles.InvalidRules when one is wrong
     */
    public RuleBooks books() throws IOException {
        Map<Integer, RuleBook> years = new TreeMap<>();
        for (var year : ruleBooks.entrySet()) {
            years.put(year.getKey(), book(year.getValue()));
        }
        return new RuleBooks(book(ruleBook), years);
    }

    private static RuleBook book(Resource resource) throws IOException {
        return RuleBookReader.read(new RuleFile(
                String.valueOf(resource.getFilename()), resource.getContentAsString(StandardCharsets.UTF_8)));
    }
}
