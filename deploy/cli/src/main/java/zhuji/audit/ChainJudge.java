package zhuji.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import zhuji.audit.checkpoint.ChainHead;
import zhuji.audit.claims.Claim;
import zhuji.audit.claims.Digest;
import zhuji.audit.log.Place;

/** A sender's chain: each answer names the digest of the one before, and the whole is as it was signed (I7). */
final class ChainJudge {

    private final Scope scope;
    private final SignedHeads signed;
    private final Findings findings;

    ChainJudge(Scope scope, SignedHeads signed, Findings findings) {
        this.scope = scope;
        this.signed = signed;
        this.findings = findings;
    }

    /** A chain, and what was signed of it. */
    void judge(List<Claim> ofSender) {
        List<Claim.Linked> links = Claim.Linked.inOrder(ofSender);
        if (!links.isEmpty() && scope.isOf(links.getFirst().sender())) {
            judgeLinks(links);
        }
        if (scope.isWhole()) {
            judgeHeads(links, ofSender);
        }
    }

    private void judgeLinks(List<Claim.Linked> links) {
        Claim.Linked last = null;
        for (Claim.Linked link : links) {
            findings.checked(Invariant.I7);
            boolean unknown = last == null && !scope.isWhole();
            if (!unknown && !Objects.equals(last == null ? null : last.digest(), link.previous())) {
                findings.broken(Invariant.I7, link.place(), link.sender(), wrong(last));
            }
            last = link;
        }
    }

    private static String wrong(Claim.@Nullable Linked last) {
        return last == null
                ? "is the first of its chain and names one before it"
                : "does not name the digest of the one before it, at " + last.place();
    }

    private void judgeHeads(List<Claim.Linked> links, List<Claim> ofSender) {
        Map<Place, Digest> running = new HashMap<>();
        ChainHead head = ChainHead.none();
        for (Claim.Linked link : links) {
            head = head.then(link.source(), link.digest());
            running.put(link.source(), head.running());
        }
        for (Claim claim : ofSender) {
            if (claim instanceof Claim.Signed named && !named.running().equals(running.get(named.source()))) {
                signed.reject(named.place());
                findings.broken(
                        Invariant.I7,
                        named.place(),
                        named.sender(),
                        "its chain up to " + named.source() + " is not the one that was signed");
            }
        }
    }
}
