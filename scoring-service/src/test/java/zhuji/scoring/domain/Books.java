package zhuji.scoring.domain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import zhuji.rulefiles.RuleFile;
import zhuji.scoring.rulebook.RuleBookReader;

/** The shipped rule books. */
public final class Books {

    private Books() {}

    /** The one used where none is named. */
    public static RuleBooks usual() {
        return new RuleBooks(shipped("default"), Map.of());
    }

    /** The same, but that every office owes three research reports a month. */
    static RuleBooks owedByAll() {
        RuleBook usual = shipped("default");
        var all = new RuleBook.UnitClass("各单位", false, Set.of(), Set.of(), 3, 5);
        RuleBook.Quota quota = usual.quota();
        return new RuleBooks(
                new RuleBook(
                        usual.title(),
                        usual.hash(),
                        usual.text(),
                        usual.adoption(),
                        usual.endorsement(),
                        usual.usage(),
                        usual.penalties(),
                        usual.untrue(),
                        usual.solicitations(),
                        new RuleBook.Quota(List.of(all), quota.shortMonth(), quota.paceFromDay(), quota.silentDays()),
                        usual.annual()),
                Map.of());
    }

    /** A shipped rule book by its name. */
    public static RuleBook shipped(String name) {
        return RuleBookReader.read(file(name));
    }

    /** The file of a shipped rule book. */
    public static RuleFile file(String name) {
        try {
            return new RuleFile(
                    name + ".yaml", Files.readString(Path.of("src/main/resources/rulebooks/" + name + ".yaml")));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
