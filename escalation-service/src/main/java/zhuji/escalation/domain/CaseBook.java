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

    /** The cases held here that a desk has on its list. */
    List<DeskLine> listOf(String desk);

    /** The cases held here that are set aside. */
    List<Aside> aside();

    /** What an office is called; its code when it is not registered. */
    String nameOf(String office);
}
