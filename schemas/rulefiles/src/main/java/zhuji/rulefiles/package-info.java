/** How rules that are data are read: YAML, with the line and the reason of each mistake. */
@NullMarked
package zhuji.rulefiles;

import org.jspecify.annotations.NullMarked;
