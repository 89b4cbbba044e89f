package zhuji.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import zhuji.events.Rung;

/** How far the rungs of a case have come, from one event to the next: what was done stays done, and when it was stays as it was. */
final class Steps {

    /** Who is bypassed twice is copied twice. */
    private static final String COPIED = "copied 抄送";

    private final Map<String, Map<String, Instant>> done = new HashMap<>();

    /** What is undone by a ladder, in words; its steps hold from now on. */
    List<String> after(List<Rung> ladder) {
        List<String> undone = new ArrayList<>();
        Set<String> offices = ladder.stream().map(Rung::getOffice).collect(Collectors.toSet());
        done.forEach((office, steps) -> {
            if (!offices.contains(office) && steps.containsKey("received 接收")) {
                undone.add(office + " has received it and is no longer on the ladder");
            }
        });
        for (Rung rung : ladder) {
            Map<String, @Nullable Instant> now = stepsOf(rung);
            Map<String, Instant> known = done.computeIfAbsent(rung.getOffice(), none -> new HashMap<>());
            known.forEach((step, at) -> {
                boolean again = step.equals(COPIED) && now.get(step) != null;
                if (!again && !Objects.equals(now.get(step), at)) {
                    undone.add(rung.getOffice() + " had " + step + " and "
                            + (now.get(step) == null ? "has not any longer" : "has it at another time"));
                }
            });
            known.clear();
            now.forEach((step, at) -> {
                if (at != null) {
                    known.put(step, at);
                }
            });
        }
        return undone;
    }

    private static Map<String, @Nullable Instant> stepsOf(Rung rung) {
        Map<String, @Nullable Instant> steps = new LinkedHashMap<>();
        steps.put("received 接收", rung.getReceivedAt());
        steps.put("acknowledged 签收", rung.getAcknowledgedAt());
        steps.put("relayed 转报", rung.getRelayedAt());
        steps.put(COPIED, rung.getCopiedAt());
        return steps;
    }
}
