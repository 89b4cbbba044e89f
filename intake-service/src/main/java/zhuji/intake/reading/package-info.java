/** Makes what can be made of the bytes an office sent, in JSON or in Avro. */
@NullMarked
package zhuji.intake.reading;

import org.jspecify.annotations.NullMarked;
