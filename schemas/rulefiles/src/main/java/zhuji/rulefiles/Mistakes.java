package zhuji.rulefiles;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The mistakes found in one file, each with its line, its path and the reason. */
public final class Mistakes {

    private final String file;
    private final Map<String, Integer> lines;
    private final List<String> found = new ArrayList<>();

    /**
     * @param file its name
     * @param lines line of each path, as {@code /windows/default/relay}
     */
    Mistakes(String file, Map<String, Integer> lines) {
        this.file = file;
        this.lines = lines;
    }

    /**
     * Notes one.
     *
     * @param path where, as {@code windows.default.relay}; where it is missing, the line of what should hold it is told
     */
    public void add(String path, String reason) {
        found.add(file + " line " + lineOf("/" + path.replace('.', '/')) + ": " + path + ": " + reason);
    }

    private int lineOf(String pointer) {
        String place = pointer;
        while (!place.isEmpty() && !lines.containsKey(place)) {
            place = place.substring(0, place.lastIndexOf('/'));
        }
        return lines.getOrDefault(place, 1);
    }

    /**
     * Refuses the file when there is any.
     *
     * @throws InvalidRules with all of them
     */
    public void refuseAny() {
        if (!found.isEmpty()) {
            throw new InvalidRules(found);
        }
    }
}
