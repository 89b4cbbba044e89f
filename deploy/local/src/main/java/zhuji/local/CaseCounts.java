package zhuji.local;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhuji.events.DeskAction;
import zhuji.events.Duty;
import zhuji.events.Finding;
import zhuji.events.IncidentEvent;
import zhuji.events.IncidentEventKind;
import zhuji.events.Matter;
import zhuji.events.Rung;

/** Counts what happened to cases, and knows which offices owe something still to come. */
final class CaseCounts {

    private final Map<String, String> grades = new HashMap<>();
    private final Set<String> owing = new HashSet<>();
    private final Set<String> closed = new HashSet<>();
    private final Set<String> atTop = new HashSet<>();
    private final Set<String> acted = new HashSet<>();
    private final Set<String> answered = new HashSet<>();
    private final Map<String, Long> counts = new HashMap<>();
    private final Map<String, String> examples = new TreeMap<>();

    /** What can be explained by the timeline of a case. */
    static final String RELAYED = "relayed";

    static final String LATE = "late";
    static final String MISSED = "missed";
    static final String RETURNED = "returned";
    static final String BYPASSED = "bypassed";
    private static final String OPENED = "opened";
    private static final String FOLLOWED_UP = "followedUp";
    private static final String REFUSED_REPORTS = "refusedReports";

    void on(DeskAction action) {
        acted.add(action.getActionId());
    }

    void on(IncidentEvent event) {
        if (event.getActionId() != null) {
            answered.add(event.getActionId());
        }
        if (event.getMatter() == Matter.RELAY_REQUEST) {
            if (event.getKind() == IncidentEventKind.OPENED) {
                count("relayRequests", event);
            }
            return;
        }
        count(event);
        if (!event.getLadder().isEmpty()) {
            stand(event);
        }
    }

    private void count(IncidentEvent event) {
        switch (event.getKind()) {
            case OPENED -> count(OPENED, event);
            case FOLLOWED_UP -> count(FOLLOWED_UP, event);
            case RELAYED -> count(isLate(event) ? LATE : RELAYED, event);
            case DEADLINE_MISSED -> count(event.getDuty() == Duty.FOLLOW_UP ? "followUpsMissed" : MISSED, event);
            case RETURNED -> count(RETURNED, event);
            case BYPASSED -> count(BYPASSED, event);
            case REMINDED -> count("reminded", event);
            case CLOSED -> count("closed", event);
            case FOUND -> {
                if (event.getFinding() == Finding.LATE) {
                    count("firstReportsLate", event);
                }
            }
            case REFUSED -> count(event.getStage() == null ? "refused" : REFUSED_REPORTS, event);
            default -> {}
        }
    }

    private static boolean isLate(IncidentEvent event) {
        return event.getLadder().stream()
                .anyMatch(rung -> rung.getOffice().equals(event.getRung()) && rung.getMissedAt() != null);
    }

    private void count(String what, IncidentEvent event) {
        counts.merge(what, 1L, Long::sum);
        examples.putIfAbsent(what, event.getIncidentId());
    }

    private void stand(IncidentEvent event) {
        String incidentId = event.getIncidentId();
        grades.put(incidentId, event.getGrade().name());
        if (event.getLadder().getLast().getReceivedAt() != null) {
            atTop.add(incidentId);
        }
        if (event.getKind() == IncidentEventKind.CLOSED) {
            closed.add(incidentId);
        } else if (event.getKind() == IncidentEventKind.LADDER_CHANGED) {
            closed.remove(incidentId);
        }
        if (!closed.contains(incidentId) && owes(event)) {
            owing.add(incidentId);
        } else {
            owing.remove(incidentId);
        }
    }

    private static boolean owes(IncidentEvent event) {
        Rung top = event.getLadder().getLast();
        return event.getLadder().stream()
                .filter(rung -> rung.getReceivedAt() != null && rung.getMissedAt() == null)
                .anyMatch(rung -> rung.equals(top) ? rung.getAcknowledgedAt() == null : rung.getRelayedAt() == null);
    }

    /** Reports of incidents that have led to what follows from them. */
    long reports() {
        return of(OPENED) + of(FOLLOWED_UP) + of(REFUSED_REPORTS);
    }

    /** Whether every action has its outcome. */
    boolean isEveryActionAnswered() {
        return answered.containsAll(acted);
    }

    /** Whether no office on any ladder owes anything whose deadline is still to come. */
    boolean isAtRest() {
        return owing.isEmpty();
    }

    /** How often. */
    long of(String what) {
        return counts.getOrDefault(what, 0L);
    }

    /** A case to which it happened; null when it did not. */
    @Nullable
    String exampleOf(String what) {
        return examples.get(what);
    }

    Summary.Incidents summary() {
        Map<String, Long> byGrade = new TreeMap<>();
        grades.values().forEach(grade -> byGrade.merge(grade, 1L, Long::sum));
        return new Summary.Incidents(
                of(OPENED),
                byGrade,
                atTop.size(),
                of(RELAYED),
                of(LATE),
                of(MISSED),
                of(RETURNED),
                of(BYPASSED),
                of("reminded"),
                of("closed"),
                of("refused"),
                of("firstReportsLate"),
                of("followUpsMissed"),
                of("relayRequests"));
    }
}
