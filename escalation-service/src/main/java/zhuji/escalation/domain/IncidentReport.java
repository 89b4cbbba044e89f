package zhuji.escalation.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An accepted report of an incident.
 *
 * @param eventId the event that told of it; the cause of what follows
 * @param reportId its identity
 * @param incidentId the case: office and case number
 * @param office the office that reported
 * @param mode actual, exercise or test
 * @param receivedAt when the broker received it
 * @param submittedAt when the office filed it, as it claims
 * @param occurredAt when it happened, as the office claims; null when unknown
 * @param facts what a grade is computed from
 */
public record IncidentReport(
        String eventId,
        String reportId,
        String incidentId,
        String office,
        Mode mode,
        Instant receivedAt,
        Instant submittedAt,
        @Nullable Instant occurredAt,
        Facts facts) {}
