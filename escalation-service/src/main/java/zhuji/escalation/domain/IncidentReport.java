package zhuji.escalation.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An accepted report of an incident, or of a matter to be relayed.
 *
 * @param eventId the event that told of it; the cause of what follows
 * @param reportId its identity
 * @param incidentId the case
 * @param matter what it is about
 * @param office the office that reported
 * @param mode actual, exercise or test
 * @param stage initial, follow-up, correction or final
 * @param receivedAt when the broker received it
 * @param submittedAt when the office filed it, as it claims
 * @param learnedAt when the office learned of it, as it claims; null when it does not say
 * @param facts what a grade is computed from
 * @param bypass a request to go past rungs
 */
public record IncidentReport(
        String eventId,
        String reportId,
        String incidentId,
        Matter matter,
        String office,
        Mode mode,
        Stage stage,
        Instant receivedAt,
        Instant submittedAt,
        @Nullable Instant learnedAt,
        Facts facts,
        @Nullable Bypass bypass) {}
