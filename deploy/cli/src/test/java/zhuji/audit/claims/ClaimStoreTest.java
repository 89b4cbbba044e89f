package zhuji.audit.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zhuji.audit.log.Place;
import zhuji.events.Category;
import zhuji.events.Form;
import zhuji.events.SolicitationMissed;
import zhuji.events.Topics;

/** Claims come back as they were, together with those about the same thing, whether they fit into memory or not. */
class ClaimStoreTest {

    private static final Instant AT = Instant.parse("2025-03-04T02:21:07Z");
    private static final Place PLACE = new Place(Topics.REPORT_ACCEPTED, 3, 7_000_000_000L);
    private static final Digest DIGEST = Digest.ofHex("0123456789abcdef".repeat(4));

    @Test
    void givesBackEveryKindAsItWas() {
        var source = new Place("a.topic.of.another.time", 0, 1);
        var event = SolicitationMissed.newBuilder()
                .setEventId("S1")
                .setYear(2025)
                .setOffice("450100")
                .setSolicitationId("约-1")
                .setAt(AT)
                .build();
        var facts = new Filing("id", true, Category.SOLICITED, Form.BRIEF, true, AT, AT.plusSeconds(1));
        List<Claim> claims = List.of(
                new Claim.Sent(PLACE, AT, DIGEST),
                new Claim.Answered(PLACE, source, DIGEST, true),
                new Claim.Linked(PLACE, "450100", source, DIGEST, null),
                new Claim.Linked(PLACE, "450100", source, DIGEST, DIGEST),
                new Claim.Filed(PLACE, "450100:1", "450100", facts, DIGEST),
                new Claim.Routed(PLACE, "450100:1", "450100", "R4", List.of("report.national"), AT),
                new Claim.Copied(PLACE, "450100:1", "450100", DIGEST),
                new Claim.Refused(PLACE, "450100", "id", AT),
                new Claim.Told(PLACE, "office/450100", AT, event),
                new Claim.Reported(PLACE, "450100:K1", "450100:1", AT),
                new Claim.Counted(PLACE, "450100", 2025, "LATE", AT),
                new Claim.Cited(PLACE, source, "id"),
                new Claim.Present(PLACE, "id"),
                new Claim.Signed(PLACE, "450100", source, DIGEST),
                new Claim.Kept(PLACE, DIGEST, false));

        Map<String, List<Claim>> back = throughAStore(claims);

        List<Claim> all = new ArrayList<>();
        back.values().forEach(all::addAll);
        assertThat(all).containsExactlyInAnyOrderElementsOf(claims);
        assertThat(back.get("office/450100")).hasSize(6);
    }

    @Test
    void keepsTogetherWhatIsAboutTheSameAlsoWhenItIsOnDisk() {
        List<Claim> claims = new ArrayList<>();
        for (int number = 0; number < 60_000; number++) {
            claims.add(new Claim.Copied(
                    new Place(Topics.REPORT_NATIONAL, 0, number), "report " + number, "office " + number % 7, DIGEST));
        }

        Map<String, List<Claim>> back = throughAStore(claims);

        assertThat(back).hasSize(7);
        assertThat(back.values().stream().mapToInt(List::size).sum()).isEqualTo(claims.size());
        assertThat(back.get("office/office 3"))
                .first()
                .isEqualTo(new Claim.Copied(new Place(Topics.REPORT_NATIONAL, 0, 3), "report 3", "office 3", DIGEST));
    }

    private static Map<String, List<Claim>> throughAStore(List<Claim> claims) {
        Map<String, List<Claim>> back = new HashMap<>();
        try (ClaimStore store = ClaimStore.open()) {
            claims.forEach(store::add);
            store.forEach((about, same) -> back.put(about, List.copyOf(same)));
        }
        return back;
    }
}
