/** What travels between the services: every event as Avro, and every topic, declared once. */
@NullMarked
package zhuji.events;

import org.jspecify.annotations.NullMarked;
