package zhuji.intake.streams;

import org.jspecify.annotations.Nullable;
import zhuji.events.OfficeRegistered;
import zhuji.intake.domain.Office;
import zhuji.intake.domain.Offices;
import zhuji.wire.tables.OfficeTable;

/** The office registry, out of the global table. */
record RegisteredOffices(OfficeTable table) implements Offices {

    @Override
    public @Nullable Office find(String code) {
        OfficeRegistered found = table.find(code);
        return found == null
                ? null
                : new Office(
                        found.getCode(), found.getName(), found.getParent(), standing(found), found.getSuccessors());
    }

    private static Office.Standing standing(OfficeRegistered office) {
        return switch (office.getStatus()) {
            case ACTIVE -> Office.Standing.ACTIVE;
            case FORMER -> Office.Standing.FORMER;
            case SUSPENDED, UNRECOGNIZED -> Office.Standing.SUSPENDED;
        };
    }
}
