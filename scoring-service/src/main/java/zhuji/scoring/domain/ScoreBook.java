package zhuji.scoring.domain;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The years of every office, as this instance knows them. */
public interface ScoreBook {

    /** Years in which anything counts, latest first. */
    List<Integer> years();

    /** The contact points of a year, best first; empty when nothing counts in it. */
    List<Ranked> ranking(int year);

    /** When a year was closed; null while it is open. */
    @Nullable
    Instant closedAt(int year);

    /** What is decided of the contact points of a year since it was closed, by office; empty while it is open. */
    Map<String, Decided> decisions(int year);

    /** An office's published year; null when it has none. */
    @Nullable
    Published tally(String office, int year);

    /** Address of the instance that holds an office's entries; null when it is this one. */
    @Nullable
    URI elsewhere(String office);

    /** Addresses of the other instances. */
    Set<URI> others();

    /** Every entry of an office's year in the order of their events, those taken back included; only where it is held. */
    List<Line> entries(String office, int year);

    /** What the reports held by this instance come to in a year under another rule book, by office. */
    Map<String, Standing> recounted(int year, RuleBook book);

    /** The office of a code as it stands in a year; null when there is none. */
    @Nullable
    ScoredOffice office(String code, int year);

    /** The offices as they stand in a year. */
    List<ScoredOffice> offices(int year);

    /** The codes an office followed: their points stay with them. */
    List<String> predecessors(String code, int year);

    /**
     * A contact point in a ranking.
     *
     * @param rank from 1
     * @param office the contact point
     * @param standing what it is ranked by
     */
    record Ranked(int rank, ScoredOffice office, Standing standing) {}

    /**
     * What is decided of a contact point.
     *
     * @param rank from 1
     * @param outcome the outcome: a proposal until confirmed
     * @param proposal what the rule book proposes
     * @param confirmer who confirmed it; null until then
     * @param reasons why
     */
    record Decided(
            int rank,
            Decision.Outcome outcome,
            Decision.Outcome proposal,
            @Nullable String confirmer,
            List<Decision.Reason> reasons) {}

    /**
     * An office's year as it was published.
     *
     * @param figures counts and points by name
     * @param points the total
     * @param entries number of standing entries
     * @param digest running hash of the standing entries, or null
     * @param ruleBook hash of the rule book
     * @param lastSubmittedAt latest submission, or null
     * @param quotaMonthsMet months whose quota is met
     * @param quotaMonthsShort months found short at closing
     * @param nothingToReport months it stated it has nothing to report for
     * @param solicitationsMissed solicitations not answered
     */
    record Published(
            Figures figures,
            Points points,
            long entries,
            @Nullable String digest,
            String ruleBook,
            @Nullable Instant lastSubmittedAt,
            List<Integer> quotaMonthsMet,
            List<Integer> quotaMonthsShort,
            List<Integer> nothingToReport,
            long solicitationsMissed) {}

    /**
     * An entry in an office's year.
     *
     * @param id its identity
     * @param entry the entry; of a reversal the one it takes back
     * @param points points as they were entered
     * @param because the event
     * @param late whether that came while the year was closed
     * @param reversedBy identity of the entry that took it back, or null
     * @param reverses identity of the entry it takes back, or null
     */
    record Line(
            String id,
            Entry entry,
            Points points,
            Cause because,
            boolean late,
            @Nullable String reversedBy,
            @Nullable String reverses) {}
}
