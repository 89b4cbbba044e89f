package zhuji.escalation.domain;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The cases, for who asks from outside. Each instance holds some of them. */
public interface CaseBook {

    /** Where a case is held; null when here. */
    @Nullable
    URI elsewhere(String incidentId);

    /** The other instances. */
    Set<URI> others();

    /** A case held here, or null. */
    @Nullable
    CaseFile find(String incidentId);

    /** A case held here without its timeline, or null. */
    @Nullable
    IncidentCase incident(String incidentId);

    /** Whether a case held here is set aside. */
    boolean isAside(String incidentId);

    /** Whether an office of that code is registered. */
    boolean isOffice(String code);

    /**
     * The cases held here that a desk has on its list, the most urgent first.
     *
     * @param state in that state only; null for all
     * @param most how many at most
     */
    Listed listOf(String desk, DeskLine.@Nullable State state, int most);

    /**
     * Some of the cases on a list.
     *
     * @param total how many there are
     * @param lines the first of them
     */
    record Listed(int total, List<DeskLine> lines) {}

    /** The cases held here that are set aside. */
    List<Aside> aside();

    /** What an office is called; its code when it is not registered. */
    String nameOf(String office);
}
