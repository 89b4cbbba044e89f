package zhuji.escalation.streams;

import zhuji.events.DeskAction;

/**
 * An action, and whether it stands where its case is kept.
 *
 * @param action the action
 * @param here whether it does; else it is brought there
 */
record PlacedAction(DeskAction action, boolean here) {}
