package zhuji.local;

import java.util.Locale;

/** The four services. */
public enum Service {
    INTAKE,
    ROUTING,
    ESCALATION,
    SCORING;

    /** Its name, as in topics, folders and metrics. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
