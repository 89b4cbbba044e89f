package zhuji.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import zhuji.audit.log.Log;
import zhuji.audit.log.LogRecord;
import zhuji.events.AnnualTally;
import zhuji.events.IncidentEvent;
import zhuji.events.IncidentEventKind;
import zhuji.events.Rung;
import zhuji.events.Topics;
import zhuji.wire.EventDecoder;

/** How the cases stand, and by which versions of the rules, from the latest event of each. */
final class CaseStatus {

    private final Map<String, IncidentEvent> latest = new HashMap<>();
    private final Set<String> closed = new TreeSet<>();
    private final Set<String> policies = new TreeSet<>();
    private final Map<Integer, String> ruleBooks = new TreeMap<>();

    /**
     * Cases of a region.
     *
     * @param open not closed
     * @param overdue of those: with a rung that missed its deadline and has not done its duty since
     */
    record Counts(long open, long overdue) {}

    private CaseStatus() {}

    static CaseStatus of(Log log) {
        var status = new CaseStatus();
        EventDecoder decoder = EventDecoder.withoutTexts(log.schemas());
        log.read(
                log.stretches().stream()
                        .filter(stretch -> stretch.topic().equals(Topics.INCIDENT_EVENT)
                                || stretch.topic().equals(Topics.SCORE_TALLY))
                        .toList(),
                record -> status.take(event(decoder, record)));
        return status;
    }

    private static @Nullable SpecificRecord event(EventDecoder decoder, LogRecord record) {
        byte[] value = record.value();
        try {
            return value == null ? null : decoder.decode(value);
        } catch (SerializationException unreadable) {
            return null;
        }
    }

    private void take(@Nullable SpecificRecord event) {
        if (event instanceof AnnualTally tally) {
            ruleBooks.put(tally.getYear(), tally.getRuleBook());
        } else if (event instanceof IncidentEvent incident
                && !incident.getLadder().isEmpty()) {
            latest.put(incident.getIncidentId(), incident);
            policies.add(incident.getPolicyVersion());
            if (incident.getKind() == IncidentEventKind.CLOSED) {
                closed.add(incident.getIncidentId());
            } else if (incident.getKind() == IncidentEventKind.LADDER_CHANGED) {
                closed.remove(incident.getIncidentId());
            }
        }
    }

    /** By the two digits of the reporting office's region. */
    Map<String, Counts> byRegion() {
        Map<String, Counts> regions = new TreeMap<>();
        latest.values().stream()
                .filter(event -> !closed.contains(event.getIncidentId()))
                .forEach(event -> regions.merge(
                        Topics.prefixOf(event.getOffice()),
                        new Counts(1, isOverdue(event) ? 1 : 0),
                        (one, two) -> new Counts(one.open() + two.open(), one.overdue() + two.overdue())));
        return regions;
    }

    private static boolean isOverdue(IncidentEvent event) {
        for (Rung rung : event.getLadder()) {
            boolean top = rung.equals(event.getLadder().getLast());
            if (rung.getMissedAt() != null && (top ? rung.getAcknowledgedAt() == null : rung.getRelayedAt() == null)) {
                return true;
            }
        }
        return false;
    }

    Set<String> policies() {
        return policies;
    }

    /** By year. */
    Map<Integer, String> ruleBooks() {
        return ruleBooks;
    }
}
