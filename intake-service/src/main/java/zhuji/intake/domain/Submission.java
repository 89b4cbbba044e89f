package zhuji.intake.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import zhuji.input.Numbers;

/** What an office sent, as far as it could be read: anything may be missing, and the rules say what must not. */
public record Submission(
        @Nullable String submissionId,
        @Nullable String office,
        @Nullable String author,
        @Nullable String signer,
        @Nullable Mode mode,
        @Nullable Category category,
        @Nullable Form form,
        @Nullable Urgency urgency,
        @Nullable String marking,
        @Nullable String title,
        @Nullable String body,
        @Nullable Instant submittedAt,
        @Nullable Relay relay,
        @Nullable String solicitationId,
        @Nullable Incident incident) {

    /** ACTUAL 实报, EXERCISE 演练, TEST 测试. */
    public enum Mode {
        ACTUAL,
        EXERCISE,
        TEST
    }

    /** The five categories of the notice (21号 二), and general dynamics. */
    public enum Category {
        MAJOR_INCIDENT,
        POLICY_IMPLEMENTATION,
        LEADER_INSTRUCTION,
        NEW_SITUATION,
        SOLICITED,
        GENERAL_DYNAMIC
    }

    /** RESEARCH 综合调研信息 or BRIEF 简讯. */
    public enum Form {
        RESEARCH,
        BRIEF
    }

    /** FLASH 特提, URGENT 特急, PRIORITY 加急, ROUTINE 平急. */
    public enum Urgency {
        FLASH,
        URGENT,
        PRIORITY,
        ROUTINE
    }

    /** Who is asked to relay (21号 二, 转报). */
    public enum Relay {
        PROVINCE
    }

    /** The case it is of ({@link Numbers#incidentId}); null when it is of none, or does not say. */
    public @Nullable String incidentId() {
        return office == null || incident == null || incident.caseNumber() == null
                ? null
                : Numbers.incidentId(office, incident.caseNumber(), mode == null ? "" : mode.name());
    }

    /** A secrecy marking is present when there is one and it is not blank. */
    public boolean carriesMarking() {
        return marking != null && !marking.isBlank();
    }
}
