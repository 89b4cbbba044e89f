package zhuji.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Changes of a file of rules as a tired hand makes them, and as a hostile one would. */
public final class RuleFileChanges {

    private static final Pattern SCALAR = Pattern.compile("(?<=[:\\[,{-] ?)[^\\s\\[\\]{},:#]+");
    private static final Pattern PAIR = Pattern.compile("[\\w]+: ?[^,}\\n]*,? ?");
    private static final List<String> VALUES = List.of(
            "~",
            "''",
            "-1",
            "0",
            "3.7",
            "1e400",
            ".nan",
            ".inf",
            "[]",
            "{}",
            "[~]",
            "{a: ~}",
            "99999999999999999999",
            "0.00001",
            "true",
            "yes",
            "\"x\"",
            "2025-13-45",
            "&a",
            "*a",
            "!!int x",
            "甲",
            "- 1",
            "? ");

    private final String right;
    private final Random random;

    /**
     * @param right a file without mistakes
     * @param random what is changed, and how
     */
    public RuleFileChanges(String right, Random random) {
        this.right = right;
        this.random = random;
    }

    /** The file with one to three changes. */
    public String next() {
        String changed = right;
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            changed = changed(changed);
        }
        return changed;
    }

    private String changed(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        int line = random.nextInt(lines.size());
        switch (random.nextInt(8)) {
            case 0 -> lines.remove(line);
            case 1 -> lines.add(line, lines.get(line));
            case 2 -> Collections.swap(lines, line, random.nextInt(lines.size()));
            case 3 -> lines.set(line, " " + lines.get(line));
            case 4 -> {
                return replaced(text, PAIR, "");
            }
            case 5 -> {
                return text.substring(0, random.nextInt(text.length() + 1));
            }
            default -> {
                return replaced(text, SCALAR, VALUES.get(random.nextInt(VALUES.size())));
            }
        }
        return String.join("\n", lines);
    }

    private String replaced(String text, Pattern what, String by) {
        List<MatchResult> found = what.matcher(text).results().toList();
        if (found.isEmpty()) {
            return text;
        }
        MatchResult one = found.get(random.nextInt(found.size()));
        return text.substring(0, one.start()) + by + text.substring(one.end());
    }
}
