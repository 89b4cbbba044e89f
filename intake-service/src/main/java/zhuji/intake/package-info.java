/** Intake 收件: checks submissions and makes them reports. */
@NullMarked
package zhuji.intake;

import org.jspecify.annotations.NullMarked;
