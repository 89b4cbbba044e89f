package zhuji.audit.timeline;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import zhuji.audit.log.BeijingTime;
import zhuji.audit.log.Place;
import zhuji.events.DeskAction;
import zhuji.events.IncidentEvent;
import zhuji.events.Notice;
import zhuji.events.Reason;
import zhuji.events.ReportAccepted;
import zhuji.events.ReportDuplicated;
import zhuji.events.ReportEvaluated;
import zhuji.events.ReportRejected;
import zhuji.events.ReportRouted;
import zhuji.events.RoutedReport;
import zhuji.events.ScoreEntry;

/** What an event says, in words: nothing an office wrote, and nobody's name. */
final class Words {

    private Words() {}

    /** A submission, as its answer tells of it: the time is the broker's. */
    static Moment ofSubmission(Place place, List<Moment> answers) {
        Instant at = answers.stream().map(Moment::at).min(Instant::compareTo).orElse(Instant.EPOCH);
        return new Moment(at, place, "Submission", "submitted 报送");
    }

    static Moment of(SpecificRecord event, Place place, Instant recordedAt) {
        String kind = event.getClass().getSimpleName();
        return switch (event) {
            case ReportAccepted accepted ->
                new Moment(
                        accepted.getReceivedAt(),
                        place,
                        kind,
                        "accepted 收件: " + accepted.getSubmission().getCategory() + ", "
                                + accepted.getSubmission().getMode() + ", SHA-256 " + accepted.getDigest());
            case ReportRejected rejected ->
                new Moment(
                        rejected.getReceivedAt(),
                        place,
                        kind,
                        "rejected 退稿: "
                                + rejected.getReasons().stream()
                                        .map(Words::reason)
                                        .collect(Collectors.joining("; ")));
            case ReportDuplicated duplicated ->
                new Moment(
                        duplicated.getReceivedAt(),
                        place,
                        kind,
                        "came again 重复; the first was received " + BeijingTime.of(duplicated.getFirstReceivedAt()));
            case ReportRouted routed ->
                new Moment(
                        routed.getRoutedAt(),
                        place,
                        kind,
                        "routed 分送 by " + routed.getRule() + " to "
                                + (routed.getDestinations().isEmpty()
                                        ? "no office directly"
                                        : String.join(", ", routed.getDestinations()))
                                + ": " + routed.getZh() + " " + routed.getEn());
            case RoutedReport copy -> new Moment(recordedAt, place, kind, "stands on " + copy.getDestination() + " 送达");
            case ReportEvaluated evaluated ->
                new Moment(
                        recordedAt,
                        place,
                        kind,
                        "evaluated 采用/批示: " + evaluated.getKind() + " at the " + lower(evaluated.getLevel()) + " level"
                                + (evaluated.getAdoption() == null ? "" : " as " + evaluated.getAdoption()));
            case ScoreEntry entry ->
                new Moment(
                        entry.getAt(),
                        place,
                        kind,
                        "scored 计分: " + entry.getPoints().stripTrailingZeros().toPlainString() + " under "
                                + entry.getRule() + ", " + entry.getZh() + " " + entry.getEn());
            case DeskAction action ->
                new Moment(
                        recordedAt,
                        place,
                        kind,
                        "the desk of " + action.getDesk() + " asks to " + lower(action.getKind()) + " ("
                                + action.getActionId() + ")");
            case IncidentEvent incident -> new Moment(incident.getAt(), place, kind, incident(incident));
            case Notice notice ->
                new Moment(
                        notice.getAt(),
                        place,
                        kind,
                        "notice 通知 to " + notice.getAddressee() + " " + notice.getKind()
                                + (notice.getDue() == null ? "" : ", due " + BeijingTime.of(notice.getDue())));
            default -> new Moment(recordedAt, place, kind, kind);
        };
    }

    private static String incident(IncidentEvent event) {
        var words = new StringBuilder("case ")
                .append(event.getSequence())
                .append(": ")
                .append(lower(event.getKind()).replace('_', ' '));
        append(words, " ", event.getRung());
        append(words, ", grade ", event.getGrade());
        append(words, ", due ", event.getDue() == null ? null : BeijingTime.of(event.getDue()));
        append(words, ", ", event.getDuty());
        append(words, ", action ", event.getActionId());
        if (event.getReason() != null) {
            words.append(", ").append(reason(event.getReason()));
        }
        return words.toString();
    }

    private static void append(StringBuilder words, String before, @Nullable Object what) {
        if (what != null) {
            words.append(before).append(what);
        }
    }

    /** A person may have written the words of a desk's reason; its code, and those of our own, say enough. */
    private static String reason(Reason reason) {
        return reason.getPath().isEmpty() ? reason.getCode() : reason.getCode() + " at " + reason.getPath();
    }

    private static String lower(Object symbol) {
        return Objects.toString(symbol).toLowerCase(Locale.ROOT);
    }
}
