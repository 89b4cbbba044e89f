/** Scoring over HTTP: rankings, an office's year with every reason, closing and what-if. */
@NullMarked
package zhuji.scoring.web;

import org.jspecify.annotations.NullMarked;
