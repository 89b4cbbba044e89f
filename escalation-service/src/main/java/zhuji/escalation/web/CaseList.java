package zhuji.escalation.web;

import java.util.List;
import zhuji.escalation.domain.DeskLine;

/**
 * The cases a desk has on its list, the most urgent first.
 *
 * @param total how many there are
 * @param incidents the first of them
 */
record CaseList(int total, List<DeskLine> incidents) {}
