package zhuji.escalation.streams;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.Aside;
import zhuji.escalation.domain.CaseBook;
import zhuji.escalation.domain.CaseFile;
import zhuji.escalation.domain.DeskLine;
import zhuji.escalation.domain.Happening;
import zhuji.escalation.domain.IncidentCase;
import zhuji.events.OfficeRegistered;
import zhuji.peers.Peers;
import zhuji.wire.tables.OfficeTable;

/** The cases out of the state of the running topology. */
public final class StreamsCaseBook implements CaseBook {

    /** Registered under the name of the country, as GB/T 2260 has it. */
    private static final String NATIONAL_OFFICE = "000000";

    private final Peers peers;

    public StreamsCaseBook(Peers peers) {
        this.peers = peers;
    }

    @Override
    public @Nullable URI elsewhere(String incidentId) {
        return peers.holderOf(Stores.CASES, incidentId);
    }

    @Override
    public Set<URI> others() {
        return peers.others(Stores.CASES);
    }

    @Override
    public @Nullable CaseFile find(String incidentId) {
        IncidentCase incident = peers.<IncidentCase>store(Stores.CASES).get(incidentId);
        if (incident == null) {
            return null;
        }
        List<Happening> timeline = range(
                Stores.TIMELINE,
                Stores.numberedKey(incidentId, Math.max(1, incident.happenings() - CaseStore.MOST_LINES + 1)),
                Stores.numberedKey(incidentId, incident.happenings()));
        return new CaseFile(incident, timeline, peers.<Aside>store(Stores.ASIDE).get(incidentId));
    }

    @Override
    public @Nullable IncidentCase incident(String incidentId) {
        return peers.<IncidentCase>store(Stores.CASES).get(incidentId);
    }

    @Override
    public boolean isAside(String incidentId) {
        return peers.<Aside>store(Stores.ASIDE).get(incidentId) != null;
    }

    @Override
    public boolean isOffice(String code) {
        return registered(code) != null;
    }

    private @Nullable OfficeRegistered registered(String code) {
        return OfficeTable.over(peers.running()
                        .store(StoreQueryParameters.fromNameAndType(
                                OfficeTable.STORE, QueryableStoreTypes.timestampedKeyValueStore())))
                .find(code);
    }

    /** However long the list, no more of it is held than is asked for. */
    @Override
    public Listed listOf(String desk, DeskLine.@Nullable State state, int most) {
        var first = new PriorityQueue<>(DeskLine.MOST_URGENT_FIRST.reversed());
        int total = 0;
        try (KeyValueIterator<String, DeskLine> lines = peers.<DeskLine>store(Stores.DESKS)
                .range(Stores.deskKey(desk, ""), Stores.deskKey(desk, Character.toString(Character.MAX_VALUE)))) {
            while (lines.hasNext()) {
                DeskLine line = lines.next().value;
                if (state == null || line.state() == state) {
                    total++;
                    first.add(line);
                    if (first.size() > most) {
                        first.remove();
                    }
                }
            }
        }
        return new Listed(
                total, first.stream().sorted(DeskLine.MOST_URGENT_FIRST).toList());
    }

    @Override
    public List<Aside> aside() {
        List<Aside> found = new ArrayList<>();
        try (KeyValueIterator<String, Aside> entries =
                peers.<Aside>store(Stores.ASIDE).all()) {
            entries.forEachRemaining(entry -> found.add(entry.value));
        }
        return found;
    }

    @Override
    public String nameOf(String office) {
        if (office.equals(NATIONAL_OFFICE)) {
            return "国务院办公厅";
        }
        OfficeRegistered found = registered(office);
        return found == null ? office : found.getName();
    }

    private <T> List<T> range(String store, String first, String last) {
        List<T> found = new ArrayList<>();
        try (KeyValueIterator<String, T> entries = peers.<T>store(store).range(first, last)) {
            entries.forEachRemaining(entry -> found.add(entry.value));
        }
        return found;
    }
}
