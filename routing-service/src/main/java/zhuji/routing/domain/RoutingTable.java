package zhuji.routing.domain;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhuji.routing.domain.Office.Level;
import zhuji.routing.domain.RoutingDecision.Destination;

/** The routing table of the notice, as a function. */
public final class RoutingTable {

    /** Version of this table, on every decision: the notice it implements, and how often the reading of it changed. */
    public static final String VERSION = "桂政办发〔2001〕57号/1";

    private RoutingTable() {}

    /**
     * Where a report goes.
     *
     * @param office the office it counts for; null when the registry does not know it any longer
     * @param kind what it is
     * @param asksForRelay whether the province is asked to relay it
     */
    public static RoutingDecision route(@Nullable Office office, ReportKind kind, boolean asksForRelay) {
        if (kind != ReportKind.MAJOR_INCIDENT && (office == null || !office.hasRegion())) {
            return new RoutingDecision(
                    "R1",
                    Set.of(),
                    "报送单位已不在单位名录中，或不属任何省级区划，无处可送；请与运维联系",
                    "the registry does not know the office any longer, or it lies in no region: it goes nowhere; tell the operators");
        }
        return switch (kind) {
            case MAJOR_INCIDENT ->
                new RoutingDecision(
                        "R3",
                        Set.of(),
                        "重大突发事件逐级上报，由各级值班室依次接收（57号 二）",
                        "a major incident goes up level by level; escalation decides who sees it when");
            case GENERAL_DYNAMIC ->
                new RoutingDecision(
                        "R6",
                        regionOf(known(office)),
                        "一般动态信息可不报送国务院办公厅，留本省级使用（21号 二）",
                        "general dynamics need not be reported further; it stays with the region");
            case ROUTINE -> routine(known(office), asksForRelay);
        };
    }

    private static Office known(@Nullable Office office) {
        if (office == null) {
            throw new IllegalStateException("decided before");
        }
        return office;
    }

    private static RoutingDecision routine(Office office, boolean asksForRelay) {
        if (asksForRelay && office.level() != Level.NATIONAL) {
            return new RoutingDecision(
                    "R7",
                    regionOf(office),
                    "请省级办公厅转报，由省级值班室限时办理（21号 二）",
                    "the province is asked to relay it; its desk has a deadline for it");
        }
        if (office.contactPoint() || office.level() == Level.PROVINCE || office.level() == Level.NATIONAL) {
            return new RoutingDecision(
                    "R4",
                    nationalAndRegionOf(office),
                    "报国务院办公厅，同时报送省级办公厅（57号 三）",
                    "sent to the national office and to the region's office at the same time");
        }
        return new RoutingDecision(
                "R1",
                regionOf(office),
                "报送单位不是国务院办公厅信息联系点，送省级办公厅（57号 一）",
                "the office is no contact point, so it goes to the region's office only");
    }

    /** The national office lies in no region. */
    private static Set<Destination> regionOf(Office office) {
        return office.level() == Level.NATIONAL ? Set.of() : Set.of(Destination.REGION);
    }

    private static Set<Destination> nationalAndRegionOf(Office office) {
        return office.level() == Level.NATIONAL
                ? Set.of(Destination.NATIONAL)
                : Set.of(Destination.NATIONAL, Destination.REGION);
    }
}
