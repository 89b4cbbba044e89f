package zhuji.escalation.domain;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From which number on a criterion makes a grade: 以上 includes the number, 以下 does not (Decree 493 art. 3).
 *
 * @param from the least number of each grade
 */
public record Threshold(Map<Grade, Long> from) {

    public Threshold {
        from = Map.copyOf(new EnumMap<>(from));
    }

    /** The gravest grade whose number is reached; none for an unknown number. */
    Grade gradeOf(@Nullable Long number) {
        Grade grade = Grade.UNGRADED;
        if (number != null) {
            for (Map.Entry<Grade, Long> step : from.entrySet()) {
                if (number >= step.getValue()) {
                    grade = grade.orGraver(step.getKey());
                }
            }
        }
        return grade;
    }
}
