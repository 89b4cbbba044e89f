package zhuji.escalation.meters;

import java.util.List;
import zhuji.telemetry.DeclaredMeter;

/** What escalation measures. */
public final class EscalationMeters {

    private static final String SECONDS = "seconds";

    public static final DeclaredMeter EVENTS =
            DeclaredMeter.counterOf("zhuji.escalation.events", "What happened to cases, by kind", "kind");

    public static final DeclaredMeter CASES_OPEN = DeclaredMeter.gaugeOf(
            "zhuji.escalation.cases.open",
            null,
            "Open cases by the region that reported, the highest level that has them, and grade",
            "region",
            "level",
            "grade");

    public static final DeclaredMeter DUTIES = DeclaredMeter.gaugeOf(
            "zhuji.escalation.duties",
            null,
            "Desks that owe a relay or an acknowledgement, by region, level and how much of the window has gone"
                    + " (in_time, past_50, past_80, overdue)",
            "region",
            "level",
            "window");

    public static final DeclaredMeter CASES_ASIDE = DeclaredMeter.gaugeOf(
            "zhuji.escalation.cases.aside",
            null,
            "Cases set aside because their handling failed; their deadlines rest");

    public static final DeclaredMeter HOPS = DeclaredMeter.counterOf(
            "zhuji.escalation.hops",
            "Hops that were due, by level and outcome: relayed or acknowledged in time (kept), reported missed within five seconds"
                    + " (missed), or later (reported_late)",
            "level",
            "outcome");

    public static final DeclaredMeter HOP_TIME = DeclaredMeter.timerOf(
            "zhuji.escalation.hop.time", "From a desk's receiving a case to its relaying it, by level", "level");

    public static final DeclaredMeter FIRING_LAG =
            DeclaredMeter.timerOf("zhuji.escalation.firing.lag", "From a deadline to its being reported missed");

    public static final DeclaredMeter PATROL_LAST = DeclaredMeter.gaugeOf(
            "zhuji.escalation.patrol.last", SECONDS, "When deadlines were last looked for, since 1970");

    public static final DeclaredMeter HANDLED_UP_TO = DeclaredMeter.gaugeOf(
            "zhuji.escalation.handled.up.to",
            SECONDS,
            "Instant up to which all input is handled, since 1970; deadlines after it wait");

    /** All of them. */
    public static final List<DeclaredMeter> ALL =
            List.of(EVENTS, CASES_OPEN, DUTIES, CASES_ASIDE, HOPS, HOP_TIME, FIRING_LAG, PATROL_LAST, HANDLED_UP_TO);

    private EscalationMeters() {}
}
