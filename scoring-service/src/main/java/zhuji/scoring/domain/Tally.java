package zhuji.scoring.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An office's year as it is published.
 *
 * @param account what it is made of
 * @param total all its figures
 * @param quotaMonthsMet months whose quota is met, 1 to 12
 * @param quotaMonthsShort months found short at closing
 * @param atClosing what the year's decision rests on; null while the year is open
 */
public record Tally(
        Account account,
        Figures total,
        List<Integer> quotaMonthsMet,
        List<Integer> quotaMonthsShort,
        @Nullable AtClosing atClosing) {

    /**
     * A year by what was known when it was closed.
     *
     * @param closedAt when it was closed
     * @param standing what it is ranked by
     * @param basis what the closing says of the office; null when it does not name it
     */
    public record AtClosing(
            Instant closedAt, Standing standing, @Nullable Basis basis) {}

    /** The tally of a year. */
    public static Tally of(Account account, Closings closings, RuleBooks books, ScoredOffice.Registry offices) {
        RuleBook book = books.of(account.year());
        ScoredOffice office = offices.find(account.office(), account.year());
        var scoring = new YearScoring(book, closings, office);
        Figures closing = account.closing();
        Closings.Turn closed = closings.closing();
        if (closed == null || closing == null) {
            return new Tally(account, account.total(), scoring.metMonths(account.figures()), List.of(), null);
        }
        return new Tally(
                account,
                account.total(),
                scoring.metMonths(closing),
                scoring.shortMonths(closing),
                new AtClosing(closed.cause().at(), scoring.standing(account), closed.basis()));
    }

    /** Sum of the standing entries. */
    public Points points() {
        return total.points();
    }

    /**
     * SHA-256 over the digests of the months that have standing entries, in their order, a line {@code MM:digest} each; null without any.
     * The same in any order of arrival.
     */
    public @Nullable String digest() {
        if (account.digests().isEmpty()) {
            return null;
        }
        return sha256(account.digests().entrySet().stream()
                .map(month -> "%02d:%s".formatted(month.getKey(), month.getValue())));
    }

    /** SHA-256 over the standing entries of a month, sorted, a line each. */
    public static String digest(List<Entry> standing) {
        return sha256(standing.stream().map(Entry::line).sorted());
    }

    private static String sha256(Stream<String> lines) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            lines.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
