package zhuji.local;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a run came to; every figure is counted from the topics.
 *
 * @param submitted records on report.submitted
 * @param accepted records on report.accepted
 * @param rejected rejections, by the code of their first reason
 * @param reasons reasons of rejections, by code; one rejection may have several
 * @param duplicates duplicates
 * @param national records on report.national
 * @param regions records on report.region.NN, by NN
 * @param incidents cases
 * @param scores tallies
 * @param seconds how long it took
 */
public record Summary(
        long submitted,
        long accepted,
        Map<String, Long> rejected,
        Map<String, Long> reasons,
        long duplicates,
        long national,
        Map<String, Long> regions,
        Incidents incidents,
        Scores scores,
        Seconds seconds) {

    /**
     * What happened to cases.
     *
     * @param opened cases opened
     * @param byGrade by grade as it stands
     * @param reachedTop cases the top of their ladder has
     * @param relayed relays in time
     * @param late relays after their deadline
     * @param deadlinesMissed deadlines of rungs missed, each once
     * @param returned returns for correction
     * @param bypassed rungs bypassed and copied
     * @param reminded reminders
     * @param closed cases closed
     * @param refused actions and bypasses refused
     * @param firstReportsLate first reports computed to be late
     * @param followUpsMissed follow-ups missed
     * @param relayRequests routine reports the province was asked to relay
     */
    public record Incidents(
            long opened,
            Map<String, Long> byGrade,
            long reachedTop,
            long relayed,
            long late,
            long deadlinesMissed,
            long returned,
            long bypassed,
            long reminded,
            long closed,
            long refused,
            long firstReportsLate,
            long followUpsMissed,
            long relayRequests) {}

    /**
     * What was scored.
     *
     * @param year the year most tallies are of
     * @param offices offices with a tally in it
     * @param evaluations evaluations counted, each once
     * @param entries entries, those that take others back included
     * @param reminders contact points told that they are behind, once a month for each reason
     */
    public record Scores(int year, long offices, long evaluations, long entries, long reminders) {}

    /**
     * How long it took, seconds.
     *
     * @param ready from starting the services to all being ready
     * @param drained from the first submission to the last outcome's last effect
     * @param routedP99 from a submission's receipt to its routing being there for consumers: 99 of a hundred took no longer
     */
    public record Seconds(double ready, double drained, double routedP99) {}

    /** A table for people. */
    String table() {
        var table = new StringBuilder();
        row(table, "报送 submitted", submitted);
        row(table, "受理 accepted", accepted);
        row(table, "拒收 rejected", sum(rejected));
        rejected.forEach((code, count) -> row(table, "     " + code, count));
        row(table, "重复 duplicates", duplicates);
        row(table, "国办 national", national);
        row(table, "各省 regions", sum(regions));
        line(table, regions);
        row(table, "突发事件 incidents", incidents.opened());
        line(table, incidents.byGrade());
        row(table, "     到顶 reached the top", incidents.reachedTop());
        row(table, "     按时转报 relayed in time", incidents.relayed());
        row(table, "     逾期 deadlines missed", incidents.deadlinesMissed());
        row(table, "     逾期转报 relayed late", incidents.late());
        row(table, "     退回 returned", incidents.returned());
        row(table, "     越级 bypassed", incidents.bypassed());
        row(table, "     提醒 reminded", incidents.reminded());
        row(table, "     首报迟报 first reports late", incidents.firstReportsLate());
        row(table, "     续报逾期 follow-ups missed", incidents.followUpsMissed());
        row(table, "     操作未受理 refused", incidents.refused());
        row(table, "     结案 closed", incidents.closed());
        row(table, "请求转报 relay requests", incidents.relayRequests());
        row(table, "考评年度 year " + scores.year() + ", offices", scores.offices());
        row(table, "     采用、批示等 evaluations", scores.evaluations());
        row(table, "     计分 entries", scores.entries());
        row(table, "     提醒 reminded", scores.reminders());
        table.append("services ready in %.1f s, drained in %.1f s; received to routed p99 %.2f s%n"
                .formatted(seconds.ready(), seconds.drained(), seconds.routedP99()));
        return table.toString();
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static void row(StringBuilder table, String name, long count) {
        int wide = (int) name.chars().filter(unit -> unit >= 0x2e80).count();
        table.append(name)
                .append(" ".repeat(Math.max(1, 40 - name.length() - wide)))
                .append("%8d%n".formatted(count));
    }

    private static void line(StringBuilder table, Map<String, Long> counts) {
        if (!counts.isEmpty()) {
            table.append(counts.entrySet().stream()
                            .map(entry -> entry.getKey() + ":" + entry.getValue())
                            .collect(Collectors.joining("  ", "     ", "")))
                    .append(System.lineSeparator());
        }
    }
}
