package zhuji.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"S\ud842", "\udfb7x", "\udfb7\ud842", "\ud842\ud842"})
    void tellsASurrogateWithoutItsPartner(String text) {
        assertThat(Texts.isWellFormed(text)).isFalse();
    }

    @Test
    void takesAPairForWellFormed() {
        assertThat(Texts.isWellFormed("𠮷野家")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\u00a0\u00a0", "\u200b", "\ufeff", "\u3164", "\u2800", "\u0000", "。！", "\u115f\u1160"})
    void hearsNothingInWhatNobodySees(String text) {
        assertThat(Texts.saysSomething(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"甲", "A", "7", " 甲 ", "𠮷"})
    void hearsALetterOrADigit(String text) {
        assertThat(Texts.saysSomething(text)).isTrue();
    }

    @Test
    void neverCutsACharacterInTwo() {
        assertThat(Texts.first("x".repeat(79) + "𠮷野家", 80)).isEqualTo("x".repeat(79) + "𠮷");
    }

    @Test
    void showsNothingMalformedOrInvisible() {
        assertThat(Texts.shown("a\ud842\u0000\u200bb", 80)).isEqualTo("a\ufffd\ufffd\ufffdb");
    }

    @Test
    void takesLineBreaksForControlsInANameAlone() {
        assertThat(Texts.hasControls("甲\n乙", false)).isTrue();
        assertThat(Texts.hasControls("甲\n乙", true)).isFalse();
        assertThat(Texts.hasControls("甲\u0000", true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"２０２５-０００７", "编号1", "a/b", "", "-1", ".x", "a:b", "x\n"})
    void takesNoOtherAlphabetForANumber(String text) {
        assertThat(Numbers.isNumber(text)).isFalse();
    }

    @Test
    void knowsNumbers() {
        assertThat(Numbers.isNumber("2025-0007")).isTrue();
        assertThat(Numbers.isNumber("a".repeat(64))).isTrue();
        assertThat(Numbers.isNumber("a".repeat(65))).isFalse();
    }
}
