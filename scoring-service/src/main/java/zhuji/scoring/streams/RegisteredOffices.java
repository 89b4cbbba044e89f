package zhuji.scoring.streams;

import java.util.List;
import org.jspecify.annotations.Nullable;
import zhuji.events.OfficeRegistered;
import zhuji.scoring.domain.ScoredOffice;
import zhuji.scoring.events.Facts;
import zhuji.wire.tables.ContactPoints;
import zhuji.wire.tables.OfficeTable;

/** The registry, as what was confirmed in earlier years has changed it. */
final class RegisteredOffices implements ScoredOffice.Registry {

    private final OfficeTable offices;
    private final DecisionTable decisions;

    RegisteredOffices(OfficeTable offices, DecisionTable decisions) {
        this.offices = offices;
        this.decisions = decisions;
    }

    @Override
    public @Nullable ScoredOffice find(String code, int year) {
        OfficeRegistered found = offices.find(code);
        return found == null ? null : office(found, year);
    }

    @Override
    public List<ScoredOffice> all(int year) {
        return offices.all().stream().map(office -> office(office, year)).toList();
    }

    /** The codes of all of them. */
    List<String> codes() {
        return offices.all().stream().map(OfficeRegistered::getCode).toList();
    }

    private ScoredOffice office(OfficeRegistered registered, int year) {
        return Facts.office(registered, ContactPoints.isOneOf(registered, decisions.of(registered.getCode()), year));
    }
}
