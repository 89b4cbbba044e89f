package zhuji.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import zhuji.audit.claims.Claim;
import zhuji.audit.log.Place;

/** Neighbouring records of a partition: whether each submission has one outcome (I1), and whether what is cited stands there (I6). */
final class BlockJudge {

    private final Scope scope;
    private final Findings findings;

    BlockJudge(Scope scope, Findings findings) {
        this.scope = scope;
        this.findings = findings;
    }

    void judge(List<Claim> block) {
        Map<Long, Claim.Sent> sent = new TreeMap<>();
        Map<Place, List<Claim.Answered>> answers = new TreeMap<>();
        Map<Place, String> standing = new HashMap<>();
        for (Claim claim : block) {
            switch (claim) {
                case Claim.Sent each -> sent.put(each.place().offset(), each);
                case Claim.Answered each ->
                    answers.computeIfAbsent(each.source(), none -> new ArrayList<>())
                            .add(each);
                case Claim.Present each -> standing.put(each.place(), each.id());
                default -> {}
            }
        }
        sent.values().forEach(each -> judge(each, answers.getOrDefault(each.place(), List.of())));
        answers.forEach((source, each) -> judge(source, each, sent.containsKey(source.offset())));
        for (Claim claim : block) {
            if (claim instanceof Claim.Cited cited) {
                judge(cited, standing);
            }
        }
    }

    private void judge(Claim.Sent sent, List<Claim.Answered> answers) {
        if (!scope.isSettled(sent.at()) && answers.isEmpty()) {
            findings.underWay(Invariant.I1);
            return;
        }
        findings.checked(Invariant.I1);
        String submission = "submission";
        if (answers.isEmpty()) {
            findings.broken(
                    Invariant.I1,
                    sent.place(),
                    submission,
                    "has no outcome: neither accepted nor rejected nor a duplicate");
        }
        for (Claim.Answered answer : answers) {
            if (!answer.digest().equals(sent.digest())) {
                findings.broken(
                        Invariant.I7,
                        answer.place(),
                        submission,
                        "its digest is not that of the record at " + sent.place());
            }
            if (answer.marked() && scope.isSettled(sent.at())) {
                findings.broken(
                        Invariant.I9, sent.place(), submission, "was refused as marked 标密 and is still on its topic");
            }
        }
    }

    private void judge(Place source, List<Claim.Answered> answers, boolean there) {
        answers.sort((one, two) -> one.place().compareTo(two.place()));
        for (Claim.Answered second : answers.subList(1, answers.size())) {
            findings.broken(
                    Invariant.I1,
                    second.place(),
                    "submission",
                    "is another outcome of " + source + ", which has one at "
                            + answers.getFirst().place());
        }
        if (!there && !scope.isBefore(source)) {
            findings.broken(
                    Invariant.I1,
                    answers.getFirst().place(),
                    "submission",
                    "answers " + source + ", where no submission stands");
        }
    }

    private void judge(Claim.Cited cited, Map<Place, String> standing) {
        findings.checked(Invariant.I6);
        String id = standing.get(cited.source());
        if (!cited.id().equals(id) && !scope.isBefore(cited.source())) {
            findings.broken(
                    Invariant.I6,
                    cited.place(),
                    "entry",
                    id == null
                            ? "names an event at " + cited.source() + ", where none stands"
                            : "names another event than the one at " + cited.source());
        }
    }
}
