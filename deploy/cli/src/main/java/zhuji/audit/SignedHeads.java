package zhuji.audit;

import java.security.PublicKey;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zhuji.audit.checkpoint.Checkpoints;
import zhuji.audit.checkpoint.SigningKeys;
import zhuji.audit.claims.Claim;
import zhuji.audit.claims.Digest;
import zhuji.audit.log.LocalTime;
import zhuji.audit.log.Place;
import zhuji.events.Checkpoint;
import zhuji.events.Topics;

/** Signed checkpoints: whose signature holds, and which of them the chains still bear out. Of each only what is new is held against the chains. */
final class SignedHeads {

    private static final String NONE = "no signed checkpoint is on the log";

    private final @Nullable PublicKey key;
    private final Map<String, String> known = new HashMap<>();
    private final Map<Place, String> checkpoints = new TreeMap<>();
    private final TreeSet<Place> bad = new TreeSet<>();

    /**
     * @param key whose signatures count; null when none is at hand
     */
    SignedHeads(@Nullable PublicKey key) {
        this.key = key;
    }

    synchronized void take(Checkpoint checkpoint, Place place, Consumer<Claim> claims, Findings findings) {
        checkpoints.put(place, LocalTime.of(checkpoint.getAt()));
        if (key == null) {
            return;
        }
        if (!checkpoint.getKey().equals(SigningKeys.idOf(key)) || !Checkpoints.isGood(checkpoint, key)) {
            bad.add(place);
            findings.broken(
                    Invariant.I7, place, "checkpoint", "is not as it was signed, or was signed with another key");
            return;
        }
        checkpoint.getHeads().forEach((sender, head) -> {
            if (!head.equals(known.put(sender, head))) {
                String[] parts = head.split("/", 3);
                var source = new Place(Topics.REPORT_SUBMITTED, Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
                claims.accept(new Claim.Signed(place, sender, source, Digest.ofHex(parts[2])));
            }
        });
    }

    /** A chain is not as it was signed. */
    synchronized void isBad(Place checkpoint) {
        bad.add(checkpoint);
    }

    /** Which checkpoint can be relied on, in words. */
    synchronized String words() {
        if (checkpoints.isEmpty()) {
            return NONE;
        }
        if (key == null) {
            return checkpoints.size() + " signed checkpoints were not checked: name the signer's key with --public-key";
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
                : "the last good checkpoint is " + last + ", signed " + checkpoints.get(last);
    }
}
