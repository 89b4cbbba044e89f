package zhuji.escalation.streams;

import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.Division;
import zhuji.escalation.domain.Divisions;
import zhuji.escalation.domain.Level;
import zhuji.events.OfficeRegistered;
import zhuji.events.Topics;
import zhuji.wire.tables.OfficeTable;

/** The division tree, out of the global table of offices. */
record RegisteredDivisions(OfficeTable table) implements Divisions {

    @Override
    public @Nullable Division find(String code) {
        OfficeRegistered found = table.find(code);
        return found == null
                ? derived(code)
                : new Division(found.getCode(), Level.valueOf(found.getLevel().name()), found.getParent());
    }

    /**
     * What the digits of a code say (GB/T 2260), of one that the registry does not know any longer: a case it has reported still has superiors.
     */
    private @Nullable Division derived(String code) {
        if (!Topics.hasRegion(code)) {
            return null;
        }
        String province = Topics.prefixOf(code) + "0000";
        String prefecture = code.substring(0, 4) + "00";
        if (code.equals(province)) {
            return new Division(code, Level.PROVINCE, "000000");
        }
        if (code.equals(prefecture)) {
            return new Division(code, Level.PREFECTURE, province);
        }
        return new Division(code, Level.COUNTY, table.find(prefecture) == null ? province : prefecture);
    }
}
