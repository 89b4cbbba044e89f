package zhuji.routing.meters;

import java.util.List;
import zhuji.telemetry.DeclaredMeter;

/** What routing measures. */
public final class RoutingMeters {

    public static final DeclaredMeter DECISIONS =
            DeclaredMeter.counterOf("zhuji.routing.decisions", "Routing decisions by rule of the notice", "rule");

    public static final DeclaredMeter DELIVERED = DeclaredMeter.counterOf(
            "zhuji.routing.delivered",
            "Reports delivered, by destination (national, region) and the region of the office",
            "destination",
            "region");

    public static final DeclaredMeter DELAY = DeclaredMeter.timerOf(
            "zhuji.routing.delay", "From the broker's receipt of a submission to its being routed");

    public static final DeclaredMeter NOTICES =
            DeclaredMeter.counterOf("zhuji.routing.notices", "Notices to offices, by kind", "kind");

    public static final DeclaredMeter UNADDRESSABLE = DeclaredMeter.counterOf(
            "zhuji.routing.unaddressable", "Rejections whose sender has no inbox because its code is of no region");

    public static final DeclaredMeter COPIES_MISSING = DeclaredMeter.gaugeOf(
            "zhuji.routing.copies.missing",
            null,
            "Reports that stand on report.national and, ten seconds later, not on their region's topic (R4); must be 0");

    /** All of them. */
    public static final List<DeclaredMeter> ALL =
            List.of(DECISIONS, DELIVERED, DELAY, NOTICES, UNADDRESSABLE, COPIES_MISSING);

    private RoutingMeters() {}
}
