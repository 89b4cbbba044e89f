package zhuji.escalation.web;

import zhuji.escalation.domain.DeskAction;

/**
 * Which action is meant.
 *
 * @param desk who acts
 * @param kind what is done
 * @param actionId the number the desk gave it
 */
record ActionName(String desk, DeskAction.Kind kind, String actionId) {

    static ActionName of(DeskAction action) {
        return new ActionName(action.desk(), action.kind(), action.actionId());
    }

    String key() {
        return DeskAction.key(desk, kind, actionId);
    }
}
