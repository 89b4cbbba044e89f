package zhuji.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import zhuji.audit.claims.Claim;
import zhuji.audit.claims.Digest;

/** A sender's chain: each answer names the digest of the one before (I7). */
final class ChainJudge {

    private static final Comparator<Claim.Linked> IN_ORDER =
            Comparator.comparing(Claim.Linked::source).thenComparing(Claim.Linked::place);

    private final Scope scope;
    private final Findings findings;

    ChainJudge(Scope scope, Findings findings) {
        this.scope = scope;
        this.findings = findings;
    }

    void judge(List<Claim.Linked> links) {
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
