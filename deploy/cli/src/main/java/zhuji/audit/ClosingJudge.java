package zhuji.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import zhuji.audit.rules.RuleBook;
import zhuji.events.ClosingBasis;
import zhuji.events.ClosingOffice;
import zhuji.events.OfficeRegistered;
import zhuji.events.YearClosed;

/** What a closing says it rests on: the rule book it names, and the contact points there were and what was owed (I6, design §7). */
final class ClosingJudge {

    private final Standings standings;
    private final Findings findings;

    ClosingJudge(Standings standings, Findings findings) {
        this.standings = standings;
        this.findings = findings;
    }

    /** Hash of the rule book a closing names; empty when it names none. */
    static String bookOf(YearClosed closing) {
        return closing.getBasis() == null
                ? ""
                : closing.getBasis().getRuleBook().getHash();
    }

    void judge(Standings.At<YearClosed> closing, @Nullable RuleBook book) {
        ClosingBasis basis = closing.event().getBasis();
        if (basis == null) {
            findings.remark("the closing of " + closing.event().getYear() + " at " + closing.place()
                    + " does not say what it rests on: the registry of today is taken");
            return;
        }
        findings.checked(Invariant.I6);
        if (!sha256(basis.getRuleBook().getText()).equals(basis.getRuleBook().getHash())) {
            broken(closing, "its rule book is not the one its hash names");
        }
        if (book == null) {
            broken(closing, "its rule book cannot be read");
            return;
        }
        for (ClosingOffice named : basis.getOffices()) {
            if (standings.office(named.getCode()) == null) {
                broken(closing, "names " + named.getCode() + ", which is no office");
            }
        }
        standings.offices().forEach(office -> judge(closing, office, book));
    }

    /** The registry is compacted: what was registered after the closing tells nothing of it. */
    private void judge(Standings.At<YearClosed> closing, Standings.At<OfficeRegistered> office, RuleBook book) {
        if (office.at().isAfter(closing.at())) {
            return;
        }
        String code = office.event().getCode();
        ClosingOffice named = standings.named(closing.event(), code);
        boolean contactPoint = standings.isContactPoint(code, closing.event().getYear(), closing.at());
        if (contactPoint != (named != null && named.getContactPoint())) {
            broken(
                    closing,
                    (contactPoint ? "leaves out " : "ranks ") + code + ", which was "
                            + (contactPoint ? "a contact point" : "no contact point"));
            return;
        }
        Integer owed = book.quotaOf(office.event(), contactPoint);
        if (!Objects.equals(owed, named == null ? null : named.getOwed())) {
            broken(closing, "says that " + code + " owes another number of reports a month than its rule book");
        }
    }

    private void broken(Standings.At<YearClosed> closing, String words) {
        findings.broken(
                Invariant.I6, closing.place(), String.valueOf(closing.event().getYear()), words);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
