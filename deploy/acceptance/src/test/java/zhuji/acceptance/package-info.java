/** The promises of the design, tried on the deployable jars with a real broker and a real registry. */
@NullMarked
package zhuji.acceptance;

import org.jspecify.annotations.NullMarked;
