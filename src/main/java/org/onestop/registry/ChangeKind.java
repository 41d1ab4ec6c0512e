package org.onestop.registry;

/** What happens to a household's file. The names are those of the history and of the feed; they keep their meaning. */
enum ChangeKind {
    /** 建档. */
    HOUSEHOLD_OPENED,
    /** 迁居. */
    HOUSEHOLD_MOVED,
    /** 成员加入. */
    MEMBER_JOINED,
    /** 成员离开. */
    MEMBER_LEFT,
    /** 成员死亡. */
    MEMBER_DIED,
    /** 重病标记变更. */
    MEMBER_ILLNESS,
    /** 更正死亡. */
    MEMBER_DEATH_CORRECTED,
    /** 更正与户主关系. */
    MEMBER_RELATION_CORRECTED,
    /** 更正姓名. */
    PERSON_NAME_CORRECTED,
    /** 提出申请. */
    APPLICATION_LODGED,
    /** 退回后重新提出. */
    APPLICATION_RESUBMITTED,
    /** 办理一步:调查、审核或审批. */
    STEP_TAKEN,
    /** 认定生效. */
    CATEGORY_APPROVED,
    /** 复核. */
    CATEGORY_REVIEWED,
    /** 认定终止. */
    CATEGORY_EXITED;

    /** Whether it tells of a person's health. */
    boolean isOfIllness() {
        return this == MEMBER_ILLNESS;
    }

    /** Whether it tells how a category was judged, rather than that it is held. */
    boolean isOfProcedure() {
        return switch (this) {
            case APPLICATION_LODGED, APPLICATION_RESUBMITTED, STEP_TAKEN, CATEGORY_REVIEWED -> true;
            default -> false;
        };
    }
}
