/** Topics that every instance of a service holds whole: the registry of offices, and others like it. */
@NullMarked
package zhuji.wire.tables;

import org.jspecify.annotations.NullMarked;
