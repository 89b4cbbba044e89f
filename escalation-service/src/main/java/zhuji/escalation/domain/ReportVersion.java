package zhuji.escalation.domain;

import java.time.Instant;

/**
 * What was known with one report of a case.
 *
 * @param version 1 for the initial report, one more for each that followed
 * @param reportId the report
 * @param stage its stage
 * @param receivedAt when the broker received it
 * @param grade grade after it
 * @param facts what was known after it
 */
public record ReportVersion(int version, String reportId, Stage stage, Instant receivedAt, Grade grade, Facts facts) {}
