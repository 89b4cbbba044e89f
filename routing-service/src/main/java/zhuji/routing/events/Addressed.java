package zhuji.routing.events;

import org.apache.avro.specific.SpecificRecord;
import zhuji.events.Notice;
import zhuji.events.ReportRouted;
import zhuji.events.RoutedReport;
import zhuji.events.Topics;

/**
 * An event for a topic.
 *
 * @param key key of its record
 * @param id identity of the event, derived from its cause
 * @param event the event
 */
public record Addressed(String key, String id, SpecificRecord event) {

    /** The topic it is for. */
    public String topic() {
        return topicOf(event);
    }

    /**
     * The topic an event of routing is for.
     *
     * @throws IllegalArgumentException when routing writes no such event
     */
    public static String topicOf(SpecificRecord event) {
        return switch (event) {
            case RoutedReport report -> report.getDestination();
            case Notice notice -> Topics.inbox(Topics.prefixOf(notice.getAddressee()));
            case ReportRouted routed -> Topics.REPORT_ROUTED;
            default ->
                throw new IllegalArgumentException(
                        "routing writes no " + event.getSchema().getName());
        };
    }
}
