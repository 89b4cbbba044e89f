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

    /** Cases opened, by grade as it stands; deadlines missed; cases the top of their ladder has. */
    public record Incidents(long opened, Map<String, Long> byGrade, long deadlinesMissed, long reachedTop) {}

    /** The year most tallies are of, offices with a tally in it, score entries. */
    public record Scores(int year, long offices, long entries) {}

    /** Seconds from starting the services to all being ready, and from the first submission to the last outcome's last effect. */
    public record Seconds(double ready, double drained) {}

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
        row(table, "     逾期 deadlines missed", incidents.deadlinesMissed());
        row(table, "     到顶 reached the top", incidents.reachedTop());
        row(table, "考评年度 year " + scores.year() + ", offices", scores.offices());
        row(table, "     计分 entries", scores.entries());
        table.append("services ready in %.1f s, drained in %.1f s%n".formatted(seconds.ready(), seconds.drained()));
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
