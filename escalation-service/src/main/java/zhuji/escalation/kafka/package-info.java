/** What escalation does with Kafka beside its topology: it takes actions in and tells desks what happens. */
@NullMarked
package zhuji.escalation.kafka;

import org.jspecify.annotations.NullMarked;
