package zhuji.audit.replay;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import zhuji.audit.log.Log;
import zhuji.audit.log.LogRecord;
import zhuji.audit.log.Stretch;
import zhuji.escalation.streams.EscalationTopology;
import zhuji.events.DeskAction;
import zhuji.events.IncidentEvent;
import zhuji.events.ReportAccepted;
import zhuji.events.Topics;
import zhuji.wire.EventDecoder;

/** Puts the log in order by case. So many cases at a time that their records fit into memory: the log is read once for each lot. */
final class CaseFiles {

    /** Events and actions held at a time, about; each with its report some kilobytes. */
    private static final long AT_ONCE = 50_000;

    private final Log log;
    private final EventDecoder decoder;
    private @Nullable Instant latest;

    CaseFiles(Log log) {
        this.log = log;
        this.decoder = EventDecoder.withoutTexts(log.schemas());
    }

    /** Hands out every case there is, so many at a time. */
    void forEachLot(Consumer<Collection<CaseFile>> each) {
        long records = on(Set.of(Topics.INCIDENT_EVENT, Topics.INCIDENT_ACTION)).stream()
                .mapToLong(Stretch::length)
                .sum();
        int lots = Math.toIntExact(1 + records / AT_ONCE);
        for (int lot = 0; lot < lots; lot++) {
            each.accept(lot(lot, lots).values());
        }
    }

    /** The latest time any event bears: until then escalation ran. Known after the first case; null when there is no event. */
    @Nullable
    Instant latest() {
        return latest;
    }

    private List<Stretch> on(Set<String> topics) {
        return log.stretches().stream()
                .filter(stretch -> topics.contains(stretch.topic()))
                .toList();
    }

    private Map<String, CaseFile> lot(int lot, int lots) {
        var files = new TreeMap<String, CaseFile>();
        Map<Integer, Instant> clocks = new HashMap<>();
        log.read(on(Set.of(Topics.REPORT_ACCEPTED, Topics.INCIDENT_ACTION, Topics.INCIDENT_EVENT)), record -> {
            // What nobody can read was no command; it is among the dead letters.
            SpecificRecord event = Outcomes.readable(decoder, record);
            String incident = incidentOf(event);
            Instant clock = event instanceof IncidentEvent happened
                    ? clocks.merge(record.place().partition(), happened.getAt(), CaseFile::later)
                    : null;
            latest = clock == null || (latest != null && latest.isAfter(clock)) ? latest : clock;
            if (incident != null && Math.floorMod(incident.hashCode(), lots) == lot) {
                file(files.computeIfAbsent(incident, CaseFile::new), event, record, clock);
            }
        });
        return files;
    }

    private static @Nullable String incidentOf(@Nullable SpecificRecord event) {
        if (event instanceof IncidentEvent happened) {
            return happened.getIncidentId();
        }
        return event instanceof ReportAccepted || event instanceof DeskAction
                ? EscalationTopology.incidentOf(event)
                : null;
    }

    private static void file(CaseFile file, @Nullable SpecificRecord event, LogRecord record, @Nullable Instant clock) {
        if (event instanceof IncidentEvent happened) {
            Instant at = happened.getAt();
            file.events().add(new CaseFile.Published(happened.getEventId(), at, clock == null ? at : clock));
        } else if (event != null) {
            var command = new CaseFile.Command(EscalationTopology.causeOf(event), record);
            (event instanceof ReportAccepted ? file.reports() : file.actions()).add(command);
        }
    }
}
