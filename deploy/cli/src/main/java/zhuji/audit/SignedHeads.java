package zhuji.audit;

import java.security.PublicKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import zhuji.audit.checkpoint.ChainHead;
import zhuji.audit.checkpoint.Checkpoints;
import zhuji.audit.checkpoint.SigningKeys;
import zhuji.audit.claims.Claim;
import zhuji.audit.log.BeijingTime;
import zhuji.audit.log.Place;
import zhuji.events.Checkpoint;

/** Signed checkpoints: whose signature holds, and which of them the chains still bear out. Of each only what is new is held against the chains. */
final class SignedHeads {

    private static final String NONE = "no signed checkpoint is on the log";

    private final Map<String, PublicKey> keys = new HashMap<>();
    private final Map<String, String> known = new HashMap<>();
    private final Map<Place, String> checkpoints = new TreeMap<>();
    private final Set<Place> bad = new TreeSet<>();
    private int unknown;

    /**
     * @param keys whose signatures count: the signer's, and those it had before
     */
    SignedHeads(Collection<PublicKey> keys) {
        keys.forEach(key -> this.keys.put(SigningKeys.idOf(key), key));
    }

    synchronized void take(Checkpoint checkpoint, Place place, Consumer<Claim> claims, Findings findings) {
        PublicKey key = keys.get(checkpoint.getKey());
        if (key == null) {
            unknown++;
            return;
        }
        checkpoints.put(place, BeijingTime.of(checkpoint.getAt()));
        if (!Checkpoints.isGood(checkpoint, key)) {
            bad.add(place);
            findings.broken(Invariant.I7, place, "checkpoint", "is not as it was signed");
            return;
        }
        checkpoint.getHeads().forEach((sender, head) -> {
            if (!head.equals(known.put(sender, head))) {
                ChainHead named = ChainHead.of(head);
                claims.accept(new Claim.Signed(place, sender, named.source(), named.running()));
            }
        });
    }

    /** A chain is not as it was signed. */
    synchronized void reject(Place checkpoint) {
        bad.add(checkpoint);
    }

    /** Which checkpoint can be relied on, in words. */
    synchronized String words() {
        String others = unknown == 0
                ? ""
                : unknown + " signed checkpoints were not checked: name the signer's key with --public-key";
        if (checkpoints.isEmpty()) {
            return unknown == 0 ? NONE : others;
        }
        Place last = null;
        for (Place place : checkpoints.keySet()) {
            if (bad.contains(place)) {
                break;
            }
            last = place;
        }
        return last == null
                ? "no signed checkpoint is good"
                : "the last good checkpoint is " + last + ", signed " + checkpoints.get(last)
                        + (others.isEmpty() ? "" : "; " + others);
    }
}
