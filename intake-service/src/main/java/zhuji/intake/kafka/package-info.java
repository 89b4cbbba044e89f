/** What intake does on Kafka beside its topology: takes submissions in for offices on HTTP, and erases marked ones. */
@NullMarked
package zhuji.intake.kafka;

import org.jspecify.annotations.NullMarked;
