/** Scoring 评分: keeps every office's year. */
@NullMarked
package zhuji.scoring;

import org.jspecify.annotations.NullMarked;
