package zhuji.audit.timeline;

import java.util.List;
import zhuji.events.Topics;

/** The order in which a report comes by the topics. */
final class Ways {

    private static final List<String> STEPS = List.of(
            Topics.REPORT_SUBMITTED,
            Topics.REPORT_ACCEPTED,
            Topics.REPORT_REJECTED,
            Topics.REPORT_ROUTED,
            Topics.REPORT_NATIONAL,
            "report.region.",
            Topics.INCIDENT_ACTION,
            Topics.INCIDENT_EVENT,
            Topics.REPORT_EVALUATED,
            Topics.SCORE_ENTRY,
            "office.inbox.");

    private Ways() {}

    static int stepOf(String topic) {
        for (int step = 0; step < STEPS.size(); step++) {
            if (topic.startsWith(STEPS.get(step))) {
                return step;
            }
        }
        return STEPS.size();
    }
}
