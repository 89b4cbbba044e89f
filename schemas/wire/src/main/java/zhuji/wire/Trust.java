package zhuji.wire;

import org.apache.avro.SystemLimitException;
import org.apache.avro.util.ClassSecurityValidator;
import zhuji.events.Submission;
import zhuji.events.Topics;

/**
 * Avro makes only classes it was told to trust, and believes lengths it reads; both are set here, before anything is read, so that a record
 * cannot name a class of its choice nor ask for two gigabytes.
 */
final class Trust {

    private Trust() {}

    static void install() {
        String largest = Integer.toString(Topics.LARGEST_RECORD);
        System.setProperty(SystemLimitException.MAX_STRING_LENGTH_PROPERTY, largest);
        System.setProperty(SystemLimitException.MAX_BYTES_LENGTH_PROPERTY, largest);
        String events = Submission.class.getPackageName() + ".";
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.DEFAULT, new ClassSecurityValidator.ClassSecurityPredicate() {
                    @Override
                    public boolean isTrusted(Class<?> type) {
                        return type.getName().startsWith(events);
                    }

                    @Override
                    public void forbiddenClass(String type) {
                        ClassSecurityValidator.DEFAULT.forbiddenClass(type);
                    }
                }));
    }
}
