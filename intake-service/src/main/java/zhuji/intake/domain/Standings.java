package zhuji.intake.domain;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What became of submissions, and what was filed, as far as this instance knows; for any other office it knows who does. */
public interface Standings {

    /** Address of the instance that knows this office, or null when it is this one. */
    @Nullable
    URI elsewhere(String office);

    /** What became of a submission of an office known here, or null. */
    @Nullable
    Standing find(String office, String submissionId);

    /** What the offices known here have filed. */
    FiledReports filed();
}
