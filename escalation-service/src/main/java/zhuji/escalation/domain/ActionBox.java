package zhuji.escalation.domain;

/** Takes desks' actions in. */
@FunctionalInterface
public interface ActionBox {

    /** Puts an action on its way; when it returns, the broker has it. The action's own {@code at} is what the desk claims. */
    void put(DeskAction action);
}
