package zhuji.intake.domain;

/**
 * How long texts may be, in characters.
 *
 * @param name author, signer
 * @param title title
 * @param body body, and any other long text
 */
public record TextLimits(int name, int title, int body) {}
