package zhuji.scoring.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import zhuji.events.AnnualDecision;
import zhuji.events.Outcome;
import zhuji.events.Reason;
import zhuji.events.ReminderKind;
import zhuji.events.ScoreReminder;
import zhuji.scoring.domain.Decision;
import zhuji.scoring.domain.Reminder;

/** Writes decisions and reminders as events. */
public final class DecisionEvents {

    private DecisionEvents() {}

    /**
     * A decision.
     *
     * @param confirmation what a person confirmed after the closing; null while it is a proposal
     */
    public static AnnualDecision of(
            int year, Decision decision, String ruleBook, Instant closedAt, @Nullable Confirmed confirmation) {
        Decision.Outcome outcome = confirmation == null ? decision.outcome() : confirmation.outcome();
        return AnnualDecision.newBuilder()
                .setOffice(decision.standing().office())
                .setYear(year)
                .setRank(decision.rank())
                .setContactPoints(decision.of())
                .setOutcome(Outcome.valueOf(outcome.name()))
                .setProposal(Outcome.valueOf(decision.outcome().name()))
                .setConfirmed(confirmation != null)
                .setConfirmer(confirmation == null ? null : confirmation.confirmer())
                .setPoints(decision.standing().points().decimal())
                .setScoredItems(decision.standing().scoredItems())
                .setReasons(reasons(decision, confirmation))
                .setRuleBook(ruleBook)
                .setAt(confirmation == null ? closedAt : confirmation.at())
                .build();
    }

    private static List<Reason> reasons(Decision decision, @Nullable Confirmed confirmation) {
        List<Reason> reasons = new ArrayList<>();
        decision.reasons().forEach(reason -> reasons.add(new Reason(reason.code(), "", reason.zh(), reason.en())));
        if (confirmation != null && confirmation.reason() != null) {
            reasons.add(new Reason(
                    "DECIDED_OTHERWISE", "", "核定意见：" + confirmation.reason(), "decided: " + confirmation.reason()));
        }
        return reasons;
    }

    /** Made from what it says: a replay that comes to the same makes the same. */
    public static String idOf(AnnualDecision decision) {
        return decision.getOffice() + "/" + decision.getYear() + "#AnnualDecision/"
                + UUID.nameUUIDFromBytes(decision.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A reminder as an event. */
    public static ScoreReminder of(Reminder reminder, Instant at) {
        return ScoreReminder.newBuilder()
                .setEventId(reminder.id())
                .setOffice(reminder.office())
                .setYear(reminder.when().year())
                .setMonth(reminder.when().month())
                .setKind(ReminderKind.valueOf(reminder.kind().name()))
                .setFiled(reminder.filed())
                .setQuota(reminder.quota())
                .setSilentDays(reminder.silentDays())
                .setAt(at)
                .build();
    }
}
