package zhuji.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import zhuji.audit.claims.Claim;
import zhuji.audit.claims.Digest;
import zhuji.audit.log.Place;

/** A sender's chain: each answer names the digest of the one before (I7). */
final class ChainJudge {

    private static final Comparator<Claim.Linked> IN_ORDER =
            Comparator.comparing(Claim.Linked::source).thenComparing(Claim.Linked::place);

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
        Map<Place, Digest> chain = new HashMap<>();
        List<Claim.Linked> links = new ArrayList<>();
        for (Claim claim : ofSender) {
            if (claim instanceof Claim.Linked link) {
                links.add(link);
                chain.put(link.source(), link.digest());
            }
        }
        judgeLinks(links);
        for (Claim claim : ofSender) {
            if (claim instanceof Claim.Signed head
                    && !scope.isBefore(head.source())
                    && !head.digest().equals(chain.get(head.source()))) {
                signed.isBad(head.place());
                findings.broken(
                        Invariant.I7,
                        head.place(),
                        head.sender(),
                        "was signed with another submission at " + head.source() + " than its chain has now");
            }
        }
    }

    private void judgeLinks(List<Claim.Linked> links) {
        links.sort(IN_ORDER);
        Claim.Linked last = null;
        for (Claim.Linked link : links) {
            if (!scope.isOf(link.sender())) {
                return;
            }
            findings.checked(Invariant.I7);
            boolean unknown = last == null && !scope.isWhole();
            Digest expected = last == null ? null : last.digest();
            // Two answers to one submission are another promise broken, and no break of the chain.
            boolean again = last != null && last.source().equals(link.source());
            if (!unknown && !again && !Objects.equals(expected, link.previous())) {
                findings.broken(
                        Invariant.I7,
                        link.place(),
                        link.sender(),
                        last == null
                                ? "is the first of its chain and names one before it"
                                : "does not name the digest of the one before it, at " + last.place());
            }
            last = link;
        }
    }
}
