package zhuji.audit.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import zhuji.audit.log.LogRecord;
import zhuji.audit.log.Stretch;
import zhuji.events.AnnualDecision;
import zhuji.events.OfficeRegistered;
import zhuji.events.Outcome;
import zhuji.events.Topics;

/**
 * When offices last became others: of the registry and of decisions only what stands is kept, so that what was decided on an office before
 * that rested on something nobody can read any longer.
 */
final class Changes {

    /** How long it takes until those who read a decision have it. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(5);

    private final Map<String, Instant> latest = new HashMap<>();

    static boolean tells(Stretch stretch) {
        return stretch.topic().equals(Topics.OFFICE_REGISTERED)
                || stretch.topic().equals(Topics.SCORE_DECISION);
    }

    /** Takes in a record of the registry, or of the decisions: of those only a confirmed revocation changes an office. */
    void learn(SpecificRecord event, LogRecord record) {
        if (event instanceof OfficeRegistered office) {
            latest.merge(office.getCode(), record.at(), CaseFile::later);
        } else if (event instanceof AnnualDecision decision
                && decision.getOutcome() == Outcome.REVOKE
                && decision.getConfirmed()) {
            latest.merge(decision.getOffice(), record.at(), CaseFile::later);
        }
    }

    /** Whether the office an event is about, or is addressed to, has changed since. */
    boolean since(SpecificRecord event, Instant at) {
        return changedAfter(event, "office", at) || changedAfter(event, "addressee", at);
    }

    private boolean changedAfter(SpecificRecord event, String field, Instant at) {
        Schema.Field office = event.getSchema().getField(field);
        Instant changed = office == null ? null : latest.get(String.valueOf(event.get(office.pos())));
        return changed != null && changed.plus(ON_ITS_WAY).isAfter(at);
    }
}
