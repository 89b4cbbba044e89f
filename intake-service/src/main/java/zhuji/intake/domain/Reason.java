package zhuji.intake.domain;

/**
 * Why something was refused, or what was noted about it. Never quotes the submission's text.
 *
 * @param code stable code, such as TITLE_MISSING
 * @param path JSON path of the field, or "" for the whole
 * @param zh in Chinese
 * @param en in English
 */
public record Reason(String code, String path, String zh, String en) {}
