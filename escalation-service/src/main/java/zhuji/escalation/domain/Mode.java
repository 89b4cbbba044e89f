package zhuji.escalation.domain;

/** ACTUAL 实报, EXERCISE 演练, TEST 测试: all climb alike and are marked. */
public enum Mode {
    ACTUAL,
    EXERCISE,
    TEST
}
