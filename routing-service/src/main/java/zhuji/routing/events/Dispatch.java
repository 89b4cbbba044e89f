package zhuji.routing.events;

import java.util.List;

/**
 * All that one event causes; it goes out together or not at all (R4).
 *
 * @param addressed in the order it is written
 * @param unaddressable notices for whom there is no inbox
 */
public record Dispatch(List<Addressed> addressed, int unaddressable) {}
