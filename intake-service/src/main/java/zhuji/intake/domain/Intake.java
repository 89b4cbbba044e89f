package zhuji.intake.domain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import zhuji.input.Numbers;
import zhuji.input.SecrecyMarks;
import zhuji.intake.domain.IntakeDecision.Accepted;
import zhuji.intake.domain.IntakeDecision.Duplicate;
import zhuji.intake.domain.IntakeDecision.Rejected;

/** Decides what becomes of a submission. */
public final class Intake {

    /** A marking with its term; what is longer may be anything. */
    private static final int LONGEST_MARKING = 12;

    /** Of a field for markings in Chinese, such as 定密责任人; what is longer may be a text. */
    private static final int LONGEST_NAME = 6;

    private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z0-9_.\\[\\]-]{0,80}");

    /** Reasons of one rejection at most, and one that says how many more there are. */
    public static final int MOST_REASONS = 100;

    private final Offices offices;
    private final ClockRule clock;
    private final TextLimits limits;

    public Intake(Offices offices, ClockRule clock, TextLimits limits) {
        this.offices = offices;
        this.clock = clock;
        this.limits = limits;
    }

    /** Exactly one outcome for every arrival, whatever it holds. */
    public IntakeDecision decide(Arrival arrival, FiledReports filed) {
        return switch (arrival.reading()) {
            case Reading.Unreadable unreadable -> refuse(unreadable);
            case Reading.Read read -> refuseSecretOrDecide(arrival, read, filed);
        };
    }

    /**
     * Why a submission is not even to be stored: it could only be rejected, for it says of no office that may file, or under no number. What it
     * says apart from that is judged when it is read.
     */
    public List<Reason> reasonsToRefuseUnstored(Submission submission) {
        return AcceptanceRules.againstStoring(submission, offices);
    }

    /** A misspelt marking is a marking: what may be one is refused as one. */
    private IntakeDecision refuseSecretOrDecide(Arrival arrival, Reading.Read read, FiledReports filed) {
        if (read.submission().carriesMarking()) {
            return refuseMarked(read.submission().marking());
        }
        return read.marked() ? refuseMaybeMarked(arrival, read, filed) : decide(arrival, read, filed);
    }

    /** What may be no marking at all is told everything else that is wrong with it, the field that looks like one by its name. */
    private Rejected refuseMaybeMarked(Arrival arrival, Reading.Read read, FiledReports filed) {
        List<Reason> reasons = new ArrayList<>();
        reasons.add(marked());
        reasonsAgainst(arrival, read, filed, null).stream()
                .map(Intake::withPlainPath)
                .forEach(reasons::add);
        return new Rejected(null, bounded(reasons), null, true);
    }

    /** A name that is no name of a field may be a text, and of a marked item no text is kept. */
    private static Reason withPlainPath(Reason reason) {
        return FIELD_NAME.matcher(reason.path()).matches() || isNameOfAMarking(reason.path())
                ? reason
                : new Reason(reason.code(), "", reason.zh(), reason.en());
    }

    private static boolean isNameOfAMarking(String path) {
        return path.length() <= LONGEST_NAME && SecrecyMarks.isName(path);
    }

    private static Rejected refuse(Reading.Unreadable unreadable) {
        return unreadable.marked()
                ? new Rejected(null, List.of(unreadable.problem(), marked()), null, true)
                : new Rejected(null, List.of(unreadable.problem()), null, true);
    }

    /** Only time, sender, marking and digest of a marked item stay (Law on Guarding State Secrets, arts. 29, 31). */
    private static Rejected refuseMarked(@Nullable String marking) {
        boolean plain = marking != null && marking.length() <= LONGEST_MARKING && SecrecyMarks.isMarking(marking);
        return new Rejected(null, List.of(marked()), plain ? marking : null, true);
    }

    /** The code of that reason. */
    public static final String MARKED = "SECRECY_MARKING";

    /** What an office is told about a marked item. */
    public static Reason marked() {
        return new Reason(
                MARKED,
                "marking",
                "本系统不接收标密信息，内容未予保存；请走机要渠道或涉密网络",
                "marked items are not accepted and nothing of the text was kept: use the confidential courier or a secret network");
    }

    private IntakeDecision decide(Arrival arrival, Reading.Read read, FiledReports filed) {
        String submissionId = read.submission().submissionId();
        String sender = read.submission().office();
        FiledReports.Filed first = sender == null || submissionId == null ? null : filed.find(sender, submissionId);
        if (first != null && submissionId != null && isTheSame(arrival, read, first)) {
            return new Duplicate(submissionId, first);
        }
        List<Reason> reasons = reasonsAgainst(arrival, read, filed, first);
        return reasons.isEmpty() && sender != null && submissionId != null
                ? accept(sender, submissionId, read, filed)
                : new Rejected(numberOf(submissionId), reasons, null, !read.keepable());
    }

    /** A resend is asked for nothing but its content: what was accepted once stays so, however late it comes again. */
    private static boolean isTheSame(Arrival arrival, Reading.Read read, FiledReports.Filed first) {
        return read.problems().isEmpty()
                && first.contentDigest().equals(read.contentDigest())
                && Objects.equals(read.submission().office(), arrival.sender());
    }

    private List<Reason> reasonsAgainst(
            Arrival arrival, Reading.Read read, FiledReports filed, FiledReports.@Nullable Filed first) {
        var circumstances = new Circumstances(arrival, offices, filed, clock, limits);
        Set<Reason> reasons = new LinkedHashSet<>(read.problems());
        Set<String> explained = read.problems().stream().map(Reason::path).collect(Collectors.toSet());
        for (AcceptanceRule rule : AcceptanceRules.all()) {
            rule.check(read.submission(), circumstances, reason -> {
                if (!explained.contains(reason.path())) {
                    reasons.add(reason);
                }
            });
        }
        if (first != null && !first.contentDigest().equals(read.contentDigest())) {
            reasons.add(conflict());
        }
        return bounded(List.copyOf(reasons));
    }

    /** A submission of nothing but mistakes still gets an answer that fits on a topic. */
    private static List<Reason> bounded(List<Reason> reasons) {
        if (reasons.size() <= MOST_REASONS) {
            return reasons;
        }
        List<Reason> most = new ArrayList<>(reasons.subList(0, MOST_REASONS));
        int more = reasons.size() - MOST_REASONS;
        most.add(new Reason("MORE_REASONS", "", "另有" + more + "处问题未列", more + " more mistakes are not listed"));
        return most;
    }

    private static Reason conflict() {
        return new Reason(
                "CONFLICTING_RESUBMISSION",
                "submissionId",
                "该编号已用于另一内容的信息；更正请用新编号",
                "this number was used for a report with other content: file a correction under a new number");
    }

    private Accepted accept(String sender, String submissionId, Reading.Read read, FiledReports filed) {
        var notes = new ArrayList<Reason>();
        String office = currentCode(sender, "office", notes);
        Incident incident = read.submission().incident();
        if (incident != null && incident.division() != null) {
            currentCode(incident.division(), "incident.division", notes);
        }
        noteRepeatedInitial(read.submission(), filed, notes);
        return new Accepted(sender + ":" + submissionId, office, read, notes);
    }

    private static void noteRepeatedInitial(Submission submission, FiledReports filed, List<Reason> notes) {
        Incident incident = submission.incident();
        String incidentId = submission.incidentId();
        if (incident != null
                && incident.stage() == Incident.Stage.INITIAL
                && incidentId != null
                && filed.hasCase(incidentId)) {
            notes.add(
                    new Reason(
                            "INITIAL_REPEATED",
                            "incident.stage",
                            "该事件编号已有初报，按续报办理；另一事件请用新编号",
                            "the case has its initial report; handled as a follow-up: another incident needs a number of its own"));
        }
    }

    private String currentCode(String code, String path, List<Reason> notes) {
        Office office = offices.find(code);
        if (office == null || office.standing() != Office.Standing.FORMER) {
            return code;
        }
        String successor = office.currentCode();
        notes.add(new Reason(
                "FORMER_CODE",
                path,
                "代码" + code + "已撤销，按后继代码" + successor + "办理",
                "code " + code + " was retired; handled as its successor " + successor));
        return successor;
    }

    /** The number under which it may be asked for; a text that is none is not repeated. */
    private static @Nullable String numberOf(@Nullable String submissionId) {
        return submissionId != null && Numbers.isNumber(submissionId) ? submissionId : null;
    }
}
