package zhuji.intake.domain;

/**
 * What a rule may look at besides the submission itself.
 *
 * @param arrival how it came
 * @param offices the registry
 * @param filed what was filed before
 * @param clock how far claimed times may be off
 * @param limits how long texts may be
 */
record Circumstances(Arrival arrival, Offices offices, FiledReports filed, ClockRule clock, TextLimits limits) {}
