package zhuji.intake.web;

/**
 * The receipt of a submission taken in.
 *
 * @param reportId office and number
 * @param status address to ask what became of it
 * @param digest SHA-256 of the bytes received, to be kept as evidence
 */
record Receipt(String reportId, String status, String digest) {}
