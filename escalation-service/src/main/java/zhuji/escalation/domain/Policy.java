package zhuji.escalation.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.Anchors.Anchor;

/**
 * The law as data, frozen for a case when it opens.
 *
 * @param version its name and content hash, and those of the region's overlay, on every event
 * @param speed how many times as fast its clock runs; 1 but for demonstrations
 * @param tops the level each grade must reach
 * @param ungraded the grade whose ladder, clock and follow-ups an ungraded case has
 * @param grading how incidents are graded; a class without a rule is ungraded
 * @param sensitivity which incidents go further than their grade
 * @param windows how long each level has
 * @param totals end-to-end limits
 * @param reminders percentages of a window at which its desk is reminded, ascending
 * @param followUps how often each grade is to be followed up until the final report; a grade without an entry need not be
 * @param supplements how long later reports may change the grade
 */
public record Policy(
        String version,
        int speed,
        Map<Grade, Level> tops,
        Grade ungraded,
        List<GradingRule> grading,
        SensitivityRule sensitivity,
        Windows windows,
        List<TotalLimit> totals,
        List<Integer> reminders,
        Map<Grade, Duration> followUps,
        SupplementWindows supplements) {

    public Policy {
        tops = Map.copyOf(tops);
        // Of a policy frozen before it said so.
        ungraded = Objects.requireNonNullElse(ungraded, Grade.III);
        grading = List.copyOf(grading);
        totals = List.copyOf(totals);
        reminders = List.copyOf(reminders);
        followUps = Map.copyOf(followUps);
    }

    /** The grade the facts make, never lower than declared. */
    public Grade gradeOf(Facts facts) {
        return gradeByFacts(facts).orGraver(facts.declaredGrade());
    }

    /** The grade the facts make by themselves, whatever is declared. */
    Grade gradeByFacts(Facts facts) {
        return grading.stream()
                .filter(rule -> rule.applies(facts))
                .max(Comparator.comparing(GradingRule::isOfOneType))
                .map(rule -> rule.gradeOf(facts))
                .orElse(Grade.UNGRADED);
    }

    /**
     * The grade whose ladder the facts by themselves make a case climb: the grade they make, that of an ungraded case where they make none, or
     * more where the incident is sensitive. No declaration makes it less.
     */
    Grade routeByFacts(Facts facts) {
        Grade own = gradeByFacts(facts);
        Grade route = own == Grade.UNGRADED ? ungraded : own;
        return sensitivity.applies(facts, facts.occurredAt()) ? route.orGraver(sensitivity.route()) : route;
    }

    /** The level a grade must reach. */
    public Level topOf(Grade route) {
        return tops.getOrDefault(route, Level.PROVINCE);
    }

    /**
     * Until when a rung has to relay: the earlier of its hop window and the end-to-end limits. The limit to any level above binds, since
     * the case comes there only through the next rung.
     *
     * @param facts class and kind of the incident
     * @param route grade whose ladder is climbed
     * @param level level of the rung
     * @param next level of the rung above
     * @param from when the rung received the case, or has owed the relay since
     * @param anchors what the limits are counted from
     */
    public Deadline toRelay(Facts facts, Grade route, Level level, Level next, Instant from, Anchors anchors) {
        Instant hop = from.plus(real(windows.toRelay(facts.incidentClass(), level)));
        Instant due = limits(route, anchors, next, Level.NATIONAL).reduce(hop, Policy::earlier);
        return Deadline.opened(from, due, reminders);
    }

    /** Until when the top rung has to acknowledge. */
    public Deadline toAcknowledge(Instant from) {
        return Deadline.opened(from, from.plus(real(windows.acknowledge())), reminders);
    }

    /** Until when the province's desk has to relay what it was asked to (R7). */
    public Deadline toRelayOnRequest(Instant from) {
        return Deadline.opened(from, from.plus(real(windows.relayRequest())), reminders);
    }

    /**
     * Until when the next follow-up is owed; null when none is.
     *
     * @param from when the latest report came
     */
    @Nullable
    Deadline toFollowUp(Grade grade, Facts facts, Instant from, Anchors anchors) {
        Duration every = followUps.get(grade);
        if (every == null) {
            return null;
        }
        Instant due = from.plus(real(every));
        return due.isAfter(endOfSupplements(facts, anchors)) ? null : Deadline.opened(from, due, reminders);
    }

    /** Until when a follow-up that was missed is owed again: after twice as long each time, so that who does not answer is not asked for ever. */
    @Nullable
    Deadline toFollowUpAgain(Deadline missed, Facts facts, Anchors anchors) {
        Instant due =
                missed.due().plus(Duration.between(missed.from(), missed.due()).multipliedBy(2));
        return due.isAfter(endOfSupplements(facts, anchors)) ? null : Deadline.opened(missed.due(), due, reminders);
    }

    /** The same when a report corrects what decides it: as the facts were before it, or as they are after it, whichever is later. */
    Instant endOfSupplements(IncidentCase before, Facts facts, Anchors anchors) {
        Instant asItWas = endOfSupplements(before.facts(), before.anchors());
        Instant asItIs = endOfSupplements(facts, anchors);
        return asItWas.isAfter(asItIs) ? asItWas : asItIs;
    }

    /** Until when later reports may change the grade: 30 days from the occurrence, 7 for road traffic and fire (Decree 493 art. 13). */
    Instant endOfSupplements(Facts facts, Anchors anchors) {
        Instant from = Objects.requireNonNullElse(anchors.occurredAt(), anchors.receivedAt());
        return from.plus(real(supplements.of(facts.type())));
    }

    /**
     * Until when the first report had to be in; null when neither the occurrence nor the learning of it is known.
     *
     * @param first level of the first rung
     */
    @Nullable
    Instant dueOfFirstReport(Facts facts, Grade route, Level first, Anchors anchors) {
        Anchor anchor = anchors.learnedAt() == null ? Anchor.OCCURRED : Anchor.LEARNED;
        Instant from = anchors.of(anchor);
        if (from == null) {
            return null;
        }
        Instant own = from.plus(real(windows.firstReport(facts.incidentClass(), anchor)));
        return limits(route, anchors, Level.COUNTY, first).reduce(own, Policy::earlier);
    }

    private Stream<Instant> limits(Grade route, Anchors anchors, Level lowest, Level highest) {
        return totals.stream()
                .filter(total -> total.grades().contains(route))
                .filter(total -> total.to().compareTo(lowest) >= 0 && total.to().isUpTo(highest))
                .flatMap(total ->
                        Stream.ofNullable(anchors.of(total.anchor())).map(from -> from.plus(real(total.within()))));
    }

    private static Instant earlier(Instant one, Instant other) {
        return other.isBefore(one) ? other : one;
    }

    /**
     * The instants of a first report as the policy's clock counts them. At true speed those are the claims themselves; a demonstration
     * counts them by their age at submission, so that incidents of any past year have the age they had.
     */
    public Anchors anchors(IncidentReport report) {
        return new Anchors(
                counted(report.facts().occurredAt(), report),
                counted(report.learnedAt(), report),
                report.receivedAt(),
                null);
    }

    /** The instants after a later report, which may make known when it happened, or correct it. */
    Anchors anchorsAfter(IncidentCase before, Facts facts, IncidentReport report) {
        Anchors known = before.anchors();
        boolean corrects = report.stage() == Stage.CORRECTION && report.learnedAt() != null;
        return new Anchors(
                Objects.equals(facts.occurredAt(), before.facts().occurredAt())
                        ? known.occurredAt()
                        : counted(facts.occurredAt(), report),
                known.learnedAt() == null || corrects ? counted(report.learnedAt(), report) : known.learnedAt(),
                known.receivedAt(),
                known.raisedAt());
    }

    /** When a later report was made, on the same clock. */
    Instant reportedAt(IncidentReport report, IncidentCase incident) {
        Instant occurredAt = incident.facts().occurredAt();
        Instant counted = incident.anchors().occurredAt();
        if (speed == 1 || occurredAt == null || counted == null) {
            return report.receivedAt();
        }
        return counted.plus(real(Duration.between(occurredAt, report.submittedAt())));
    }

    private @Nullable Instant counted(@Nullable Instant claimed, IncidentReport report) {
        if (claimed == null || speed == 1) {
            return claimed;
        }
        return report.receivedAt().minus(real(Duration.between(claimed, report.submittedAt())));
    }

    private Duration real(Duration policyTime) {
        return Duration.ofMillis(policyTime.toMillis() / speed);
    }
}
