package zhuji.cli;

import java.util.List;
import zhuji.telemetry.DeclaredMeter;

/** What the standing audit measures. */
final class AuditMeters {

    static final DeclaredMeter BROKEN = DeclaredMeter.gaugeOf(
            "zhuji.audit.broken",
            null,
            "Violations the latest audit found, by invariant of the design; must be 0",
            "invariant");

    static final DeclaredMeter CHECKED = DeclaredMeter.gaugeOf(
            "zhuji.audit.checked", null, "Things the latest audit checked, by invariant of the design", "invariant");

    static final DeclaredMeter FINISHED =
            DeclaredMeter.gaugeOf("zhuji.audit.finished", "seconds", "When the latest audit finished, since 1970");

    /** All of them. */
    static final List<DeclaredMeter> ALL = List.of(BROKEN, CHECKED, FINISHED);

    private AuditMeters() {}
}
