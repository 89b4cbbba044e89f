package zhuji.escalation.web;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;
import zhuji.escalation.domain.CaseBook;
import zhuji.escalation.domain.IncidentCase;
import zhuji.escalation.domain.IncidentCase.ActionOutcome;
import zhuji.escalation.domain.Refusal;
import zhuji.peers.PeerRequests;
import zhuji.peers.RefusedRequest;

/** What came of actions, here or with the instance that holds the case. */
@Component
class Outcomes {

    private static final Duration LOOK = Duration.ofMillis(50);

    private final CaseBook cases;
    private final PeerRequests peers;
    private final InstantSource clock;

    Outcomes(CaseBook cases, PeerRequests peers, InstantSource clock) {
        this.cases = cases;
        this.peers = peers;
        this.clock = clock;
    }

    /** What came of an action of a case held here; pending while it is not handled. Null when there is no such case here. */
    @Nullable
    Outcome here(String incidentId, ActionName action) {
        IncidentCase incident = cases.incident(incidentId);
        if (incident == null) {
            return cases.isAside(incidentId) ? pending(action) : null;
        }
        ActionOutcome outcome = incident.actions().get(action.key());
        return outcome == null ? pending(action) : of(action, outcome);
    }

    /**
     * What came of an action, wherever the case is held.
     *
     * @throws RefusedRequest when there is no such case
     */
    Outcome of(String incidentId, ActionName action, @Nullable String forwarded) {
        URI elsewhere = PeerRequests.onwards(cases.elsewhere(incidentId), forwarded);
        Outcome outcome = elsewhere == null
                ? here(incidentId, action)
                : peers.get(IncidentAddresses.action(elsewhere, incidentId, action), Outcome.class);
        if (outcome == null) {
            throw unknown();
        }
        return outcome;
    }

    static RefusedRequest unknown() {
        return new RefusedRequest(
                HttpStatus.NOT_FOUND,
                "UNKNOWN_CASE",
                "没有该事件，或尚在处理，请稍候再查",
                "there is no such case, or it is still being opened: ask again in a moment");
    }

    /** Waits until an action is handled, for a while: a desk wants to know at once whether it was taken. */
    Outcome awaited(String incidentId, ActionName action, Duration patience) {
        Instant until = clock.instant().plus(patience);
        Outcome outcome = pending(action);
        while (outcome.outcome() == Outcome.State.PENDING && clock.instant().isBefore(until)) {
            try {
                Thread.sleep(LOOK);
                outcome = of(incidentId, action, null);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return outcome;
            } catch (InvalidStateStoreException | RestClientException moving) {
                // the case is on its way to another instance; the action is safe with the broker
            }
        }
        return outcome;
    }

    private static Outcome pending(ActionName action) {
        return new Outcome(
                action.actionId(),
                Outcome.State.PENDING,
                "PENDING",
                "已收到，尚在处理；事件被搁置时须待恢复",
                "it is on its way, or waits for a case set aside; ask again in a moment");
    }

    private static Outcome of(ActionName action, ActionOutcome outcome) {
        Refusal refusal = outcome.refusal();
        return refusal == null
                ? new Outcome(
                        action.actionId(), Outcome.State.TAKEN, outcome.kind().name(), "已办理", "done")
                : new Outcome(action.actionId(), Outcome.State.REFUSED, refusal.name(), refusal.zh(), refusal.en());
    }
}
