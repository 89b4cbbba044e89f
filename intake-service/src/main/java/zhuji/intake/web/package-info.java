/** Intake over HTTP. */
@NullMarked
package zhuji.intake.web;

import org.jspecify.annotations.NullMarked;
