package zhuji.escalation.domain;

import java.util.List;
import java.util.stream.Stream;

/** The offices above a reporting one, bottom to top. Municipalities and province-run counties have no prefecture rung: the tree says so. */
final class Ladder {

    private Ladder() {}

    /** Cut off at the top; at least one superior sees every incident. */
    static List<Rung> of(Divisions divisions, String office, Level top) {
        List<Division> above = divisions.above(office);
        List<Division> reached =
                above.stream().filter(division -> division.level().isUpTo(top)).toList();
        List<Division> chosen = reached.isEmpty() ? above.stream().limit(1).toList() : reached;
        return chosen.stream().map(Rung::waiting).toList();
    }

    /** The province's desk, which may be the reporting office's own, and the national office it is to relay to (21号 二). */
    static List<Rung> ofRelayRequest(Divisions divisions, String office) {
        Division own = divisions.find(office);
        List<Division> above = divisions.above(office);
        return Stream.concat(Stream.ofNullable(own), above.stream())
                .filter(division -> division.level().compareTo(Level.PROVINCE) >= 0)
                .map(Rung::waiting)
                .toList();
    }
}
