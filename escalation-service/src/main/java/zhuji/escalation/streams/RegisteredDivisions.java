package zhuji.escalation.streams;

import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.Division;
import zhuji.escalation.domain.Divisions;
import zhuji.escalation.domain.Level;
import zhuji.events.OfficeRegistered;
import zhuji.wire.tables.OfficeTable;

/** The division tree, out of the global table of offices. */
record RegisteredDivisions(OfficeTable table) implements Divisions {

    @Override
    public @Nullable Division find(String code) {
        OfficeRegistered found = table.find(code);
        return found == null
                ? null
                : new Division(found.getCode(), Level.valueOf(found.getLevel().name()), found.getParent());
    }
}
