package zhuji.escalation.domain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The division tree. */
@FunctionalInterface
public interface Divisions {

    /** The division of that code, or null. */
    @Nullable
    Division find(String code);

    /** The offices above one, bottom to top. */
    default List<Division> above(String code) {
        var above = new ArrayList<Division>();
        Division office = find(code);
        while (office != null && office.parent() != null) {
            office = find(office.parent());
            if (office != null) {
                above.add(office);
            }
        }
        return above;
    }
}
