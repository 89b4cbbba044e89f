package zhuji.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import zhuji.audit.log.BeijingTime;
import zhuji.audit.log.Place;
import zhuji.events.AnnualDecision;
import zhuji.events.AnnualTally;
import zhuji.events.ClosingOffice;
import zhuji.events.DecisionConfirmed;
import zhuji.events.OfficeRegistered;
import zhuji.events.OfficeStatus;
import zhuji.events.Outcome;
import zhuji.events.Topics;
import zhuji.events.YearClosed;

/**
 * What stands, whatever came before it: the registry, the latest tallies and decisions, and what operators said of years. It grows with offices and
 * years, not with reports.
 */
final class Standings {

    /**
     * An event and where it stands.
     *
     * @param at the record's time
     */
    record At<T>(T event, Place place, Instant at) {}

    private final Map<String, At<OfficeRegistered>> offices = new ConcurrentHashMap<>();
    private final Map<String, At<AnnualTally>> tallies = new ConcurrentHashMap<>();
    private final Map<String, At<AnnualDecision>> decisions = new ConcurrentHashMap<>();
    private final Map<String, Map<Integer, At<AnnualDecision>>> decisionsOf = new ConcurrentHashMap<>();
    private final Map<String, At<YearClosed>> turns = new ConcurrentHashMap<>();
    private final Map<String, Map<String, ClosingOffice>> bases = new ConcurrentHashMap<>();
    private final Map<String, At<DecisionConfirmed>> confirmations = new ConcurrentHashMap<>();

    void put(OfficeRegistered office, Place place, Instant at) {
        offices.put(office.getCode(), new At<>(office, place, at));
    }

    void put(AnnualTally tally, Place place, Instant at) {
        tallies.put(tally.getOffice() + "/" + tally.getYear(), new At<>(tally, place, at));
    }

    void put(AnnualDecision decision, Place place, Instant at) {
        var said = new At<>(decision, place, at);
        decisions.put(decision.getOffice() + "/" + decision.getYear(), said);
        decisionsOf
                .computeIfAbsent(decision.getOffice(), none -> new ConcurrentHashMap<>())
                .put(decision.getYear(), said);
    }

    /** A tombstone: what stood under a key stands no longer. */
    void remove(String topic, byte @Nullable [] key) {
        String name = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        switch (topic) {
            case Topics.OFFICE_REGISTERED -> offices.remove(name);
            case Topics.SCORE_TALLY -> tallies.remove(name);
            case Topics.SCORE_DECISION -> {
                At<AnnualDecision> gone = decisions.remove(name);
                if (gone != null) {
                    decisionsOf(gone.event().getOffice()).remove(gone.event().getYear());
                }
            }
            default -> {}
        }
    }

    /** An office's decisions, by year. */
    Map<Integer, At<AnnualDecision>> decisionsOf(String office) {
        return decisionsOf.getOrDefault(office, new ConcurrentHashMap<>());
    }

    /** The same event twice counts as it came first. */
    void put(YearClosed turn, Place place, Instant at) {
        turns.merge(turn.getEventId(), new At<>(turn, place, at), Standings::first);
    }

    void put(DecisionConfirmed confirmation, Place place, Instant at) {
        confirmations.put(confirmation.getEventId(), new At<>(confirmation, place, at));
    }

    private static <T> At<T> first(At<T> one, At<T> two) {
        return one.place().offset() <= two.place().offset() ? one : two;
    }

    @Nullable
    At<OfficeRegistered> office(String code) {
        return offices.get(code);
    }

    Collection<At<OfficeRegistered>> offices() {
        return offices.values();
    }

    /** An office's published tallies, by year. */
    Map<Integer, At<AnnualTally>> talliesOf(String office) {
        Map<Integer, At<AnnualTally>> found = new TreeMap<>();
        String prefix = office + "/";
        years().forEach(year -> {
            At<AnnualTally> tally = tallies.get(prefix + year);
            if (tally != null) {
                found.put(year, tally);
            }
        });
        return found;
    }

    private List<Integer> years() {
        return tallies.values().stream()
                .map(tally -> tally.event().getYear())
                .distinct()
                .sorted()
                .toList();
    }

    Collection<At<AnnualTally>> tallies() {
        return tallies.values();
    }

    Collection<At<AnnualDecision>> decisions() {
        return decisions.values();
    }

    @Nullable
    At<AnnualDecision> decision(String office, int year) {
        return decisions.get(office + "/" + year);
    }

    Collection<At<DecisionConfirmed>> confirmations() {
        return confirmations.values();
    }

    /** The closings and reopenings of a year that changed something, by the broker's times. */
    List<At<YearClosed>> turnsOf(int year) {
        List<At<YearClosed>> effective = new ArrayList<>();
        turns.values().stream()
                .filter(turn -> turn.event().getYear() == year)
                .sorted((one, two) -> one.at().equals(two.at())
                        ? Long.compare(one.place().offset(), two.place().offset())
                        : one.at().compareTo(two.at()))
                .forEach(turn -> {
                    boolean open =
                            effective.isEmpty() || effective.getLast().event().getReopened();
                    if (turn.event().getReopened() != open) {
                        effective.add(turn);
                    }
                });
        return effective;
    }

    /**
     * Whether an office is a contact point at an instant, as far as was known at another: the registry's word holds from its instant of effect on, a
     * confirmed revocation from its confirmation on, and the later of the two counts (design §7).
     */
    boolean isContactPoint(String code, Instant instant, Instant known) {
        At<OfficeRegistered> office = offices.get(code);
        if (office == null) {
            return false;
        }
        List<Instant> revocations = decisionsOf(code).values().stream()
                .map(At::event)
                .filter(decision -> decision.getConfirmed() && decision.getOutcome() == Outcome.REVOKE)
                .map(AnnualDecision::getAt)
                .filter(at -> !at.isAfter(known))
                .sorted()
                .toList();
        boolean word = office.event().getContactPoint() && office.event().getStatus() != OfficeStatus.FORMER;
        Instant from = office.event().getContactPointFrom();
        boolean revoked = revocations.stream().anyMatch(at -> !at.isAfter(instant));
        if (from == null) {
            return word && !revoked;
        }
        if (!from.isAfter(instant)) {
            return word && revocations.stream().noneMatch(at -> !at.isAfter(instant) && !from.isAfter(at));
        }
        boolean revokedLater = revocations.stream().anyMatch(at -> at.isAfter(instant) && !at.isAfter(from));
        return !revoked && (!word || revokedLater);
    }

    /** Whether an office is a contact point of a year's: at the end of it. */
    boolean isContactPoint(String code, int year, Instant known) {
        Instant end = LocalDate.of(year + 1, 1, 1)
                .atStartOfDay(BeijingTime.ZONE)
                .toInstant()
                .minusMillis(1);
        return isContactPoint(code, end, known);
    }

    /** The closing that holds; null while the year is open. */
    @Nullable
    At<YearClosed> closingOf(int year) {
        List<At<YearClosed>> of = turnsOf(year);
        return of.isEmpty() || of.getLast().event().getReopened() ? null : of.getLast();
    }

    /** What a closing says of an office: null when it does not name it. */
    @Nullable
    ClosingOffice named(YearClosed closing, String office) {
        return bases.computeIfAbsent(closing.getEventId(), none -> byCode(closing))
                .get(office);
    }

    private static Map<String, ClosingOffice> byCode(YearClosed closing) {
        Map<String, ClosingOffice> named = new HashMap<>();
        if (closing.getBasis() != null) {
            closing.getBasis().getOffices().forEach(office -> named.put(office.getCode(), office));
        }
        return named;
    }

    /** The years that were closed or opened again. */
    Set<Integer> turnedYears() {
        return turns.values().stream()
                .map(turn -> turn.event().getYear())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The year of an instant. */
    static int yearOf(Instant instant) {
        return instant.atZone(BeijingTime.ZONE).getYear();
    }
}
