package zhuji.scoring.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;
import zhuji.scoring.domain.Decision;
import zhuji.scoring.domain.Decisions;
import zhuji.scoring.domain.RuleBook;
import zhuji.scoring.domain.ScoreBook;
import zhuji.scoring.domain.ScoreBook.Ranked;
import zhuji.scoring.domain.Standing;

/**
 * What a year would come to under another rule book; nothing of it is kept.
 *
 * @param year calendar year
 * @param title the other rule book
 * @param ruleBook its hash
 * @param same contact points whose points, rank and outcome would be the same
 * @param differences the others, in the order of the other ranking
 */
record WhatIf(int year, String title, String ruleBook, int same, List<Difference> differences) {

    /**
     * A contact point that would fare differently.
     *
     * @param office its code
     * @param name its name
     * @param points points as they are
     * @param pointsThen points as they would be
     * @param rank rank as it is
     * @param rankThen rank as it would be
     * @param outcome what is decided or proposed; null while the year is open
     * @param outcomeThen what would be proposed; null while the year is open
     */
    record Difference(
            String office,
            String name,
            BigDecimal points,
            BigDecimal pointsThen,
            int rank,
            int rankThen,
            Decision.@Nullable Outcome outcome,
            Decision.@Nullable Outcome outcomeThen) {

        boolean changesNothing() {
            return points.compareTo(pointsThen) == 0 && rank == rankThen && outcome == outcomeThen;
        }
    }

    static WhatIf of(int year, RuleBook other, ScoreBook book, Map<String, Standing> then) {
        boolean closed = book.closedAt(year) != null;
        Map<String, Ranked> now = new HashMap<>();
        Map<String, Standing> standings = new HashMap<>(then);
        for (Ranked ranked : book.ranking(year)) {
            now.put(ranked.office().code(), ranked);
            String code = ranked.office().code();
            if (!then.containsKey(code) && book.tally(code, year) != null) {
                throw new InvalidStateStoreException("no instance has recounted this office");
            }
            standings.computeIfAbsent(code, Standing::silent);
        }
        standings.keySet().retainAll(now.keySet());
        Map<String, ScoreBook.Decided> decided = book.decisions(year);
        List<Difference> differences = new ArrayList<>();
        for (Decision decision : Decisions.propose(standings.values(), other)) {
            String office = decision.standing().office();
            Ranked before = Objects.requireNonNull(now.get(office));
            ScoreBook.Decided known = decided.get(office);
            differences.add(new Difference(
                    office,
                    before.office().name(),
                    before.standing().points().decimal(),
                    decision.standing().points().decimal(),
                    before.rank(),
                    decision.rank(),
                    closed && known != null ? known.proposal() : null,
                    closed && known != null ? decision.outcome() : null));
        }
        int all = differences.size();
        differences.removeIf(Difference::changesNothing);
        return new WhatIf(year, other.title(), other.hash(), all - differences.size(), differences);
    }
}
