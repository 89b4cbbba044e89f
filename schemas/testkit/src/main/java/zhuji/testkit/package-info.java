/** What the tests of several modules share; in test scope only. */
@NullMarked
package zhuji.testkit;

import org.jspecify.annotations.NullMarked;
