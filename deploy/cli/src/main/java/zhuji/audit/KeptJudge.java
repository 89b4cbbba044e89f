package zhuji.audit;

import java.util.List;
import zhuji.audit.claims.Claim;

/** The same bytes, wherever they are kept: none may be those of a marked item (I9). */
final class KeptJudge {

    private final Findings findings;

    KeptJudge(Findings findings) {
        this.findings = findings;
    }

    void judge(List<Claim> same) {
        boolean marked = same.stream().anyMatch(claim -> claim instanceof Claim.Kept kept && kept.marked());
        for (Claim claim : same) {
            if (marked && claim instanceof Claim.Kept kept && !kept.marked()) {
                findings.broken(
                        Invariant.I9,
                        kept.place(),
                        "bytes",
                        "keeps the bytes of an item that was refused as marked 标密");
            }
        }
    }
}
