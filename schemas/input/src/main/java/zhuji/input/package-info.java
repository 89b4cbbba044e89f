/** How everything that comes from outside is looked at, before anything is made of it. Plain Java: domains may use it. */
@NullMarked
package zhuji.input;

import org.jspecify.annotations.NullMarked;
