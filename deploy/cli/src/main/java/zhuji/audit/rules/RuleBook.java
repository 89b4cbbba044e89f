package zhuji.audit.rules;

import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import zhuji.events.Level;
import zhuji.events.OfficeRegistered;

/**
 * A year's points as data 评分办法, read as its page of the scoring service's README says, and nothing more: what points are worth, not how the service
 * comes to them.
 */
public final class RuleBook {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String ANY = "default";

    private final String hash;
    private final JsonNode book;

    private RuleBook(String hash, JsonNode book) {
        this.hash = hash;
        this.book = book;
    }

    /** The book in a YAML file. */
    static RuleBook of(byte[] yaml) {
        try {
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(yaml));
            return new RuleBook(hash, YAML.readTree(yaml));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** SHA-256 of its bytes, lower-case hex. */
    public String hash() {
        return hash;
    }

    /** Points of a kind of adoption at a level; null when the book gives none, which is not zero. */
    public @Nullable BigDecimal adoption(Level level, @Nullable String kind) {
        return inTable(book.get("adoption"), level, kind);
    }

    /** Points of an endorsement at a level; null when the book gives none. */
    public @Nullable BigDecimal endorsement(Level level, @Nullable String kind) {
        return inTable(book.get("endorsement"), level, kind);
    }

    private static @Nullable BigDecimal inTable(@Nullable JsonNode table, Level level, @Nullable String kind) {
        for (String row : List.of(level.name(), ANY)) {
            for (String column : List.of(String.valueOf(kind), ANY)) {
                JsonNode points = table == null ? null : table.path(row).get(column);
                if (points != null) {
                    return points.decimalValue();
                }
            }
        }
        return null;
    }

    /** Whether several uses of one report add up; else the highest counts. */
    public boolean addsUpUses() {
        return book.path("multipleUses").asString("").equals("CUMULATIVE");
    }

    /** Whether merged reports share points 合报均分. */
    public boolean sharesMerged() {
        return book.path("mergedShared").asBoolean(false);
    }

    /** Whether several endorsements at one level count once. */
    public boolean endorsesOncePerLevel() {
        return book.path("endorsedOncePerLevel").asBoolean(false);
    }

    /** Points for pictures or video used. */
    public BigDecimal attachmentBonus() {
        return number(book.path("attachmentBonus"));
    }

    /**
     * A penalty.
     *
     * @param multiplier what is left of the report's points
     * @param points taken besides, zero or negative
     * @param veto whether it bars from commendation
     */
    public record Penalty(BigDecimal multiplier, BigDecimal points, boolean veto) {}

    /** The penalty of a misreport, {@code LATE} for one; null when the book has none. */
    public @Nullable Penalty penalty(String misreport) {
        return penalty(book.path("penalties").get(misreport));
    }

    /** The penalty of an untrue item 失实. */
    public @Nullable Penalty untrue() {
        return penalty(book.get("untrue"));
    }

    private static @Nullable Penalty penalty(@Nullable JsonNode node) {
        return node == null
                ? null
                : new Penalty(
                        node.has("itemMultiplier") ? number(node.get("itemMultiplier")) : BigDecimal.ONE,
                        number(node.path("points")),
                        node.path("veto").asBoolean(false));
    }

    /** The name of a misreport's rule. */
    public static String ruleOf(String misreport) {
        return "penalty." + misreport.toLowerCase(Locale.ROOT);
    }

    /** Points of a solicitation not answered. */
    public BigDecimal solicitationMissed() {
        return number(book.path("solicitations").path("missed"));
    }

    /** After so many solicitations not answered the year comes to zero; 0 for never. */
    public int zeroAfter() {
        return book.path("solicitations").path("zeroAfter").asInt(0);
    }

    /** Points of a month short of the quota. */
    public BigDecimal shortMonth() {
        return number(book.path("quota").path("shortMonth"));
    }

    /** Research reports an office owes a month; null when it owes none. */
    public @Nullable Integer quotaOf(OfficeRegistered office, boolean contactPoint) {
        for (JsonNode unit : book.path("quota").path("classes")) {
            boolean belongs = (!unit.path("contactPoints").asBoolean(false) || contactPoint)
                    && names(unit.path("levels"), office.getLevel().name())
                    && names(unit.path("offices"), office.getCode());
            if (belongs) {
                return unit.path("min").asInt();
            }
        }
        return null;
    }

    /** A list that is not given names everything. */
    private static boolean names(JsonNode list, String name) {
        if (list.isEmpty()) {
            return true;
        }
        for (JsonNode each : list) {
            if (each.asString().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** A figure of {@code annual.commend}. */
    public BigDecimal commend(String name) {
        return number(book.path("annual").path("commend").path(name));
    }

    /** Whether a veto bars from commendation. */
    public boolean vetoBars() {
        return book.path("annual").path("commend").path("noVeto").asBoolean(false);
    }

    /** A figure of {@code annual.revoke}; null where it is no reason to revoke. */
    public @Nullable BigDecimal revoke(String name) {
        JsonNode figure = book.path("annual").path("revoke").get(name);
        return figure == null || figure.isNull() ? null : figure.decimalValue();
    }

    private static BigDecimal number(JsonNode node) {
        return node.isNumber() ? node.decimalValue() : BigDecimal.ZERO;
    }
}
