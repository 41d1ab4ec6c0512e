package org.onestop.registry;

import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.WorkerGrade;
import org.onestop.adjudication.WorkingStatus;
import org.onestop.imports.Choices;

/** The words that offices write into files for what the register distinguishes. */
final class RegisterWords {

    static final Choices<HardshipCategory> CATEGORIES = Choices.of(HardshipCategory.class)
            .with(HardshipCategory.DESTITUTE, "三无人员", "特困人员", "城市特困", "特困")
            .with(HardshipCategory.DIBAO, "城市低保", "低保", "最低生活保障")
            .with(HardshipCategory.DIBAO_MARGIN, "低保边缘", "低保边缘家庭")
            .with(HardshipCategory.EXPENDITURE, "支出型困难", "支出型困难家庭")
            .with(HardshipCategory.HOUSING, "住房困难", "住房困难家庭")
            .with(HardshipCategory.WORKER, "困难职工", "困难职工家庭");

    static final Choices<WorkerGrade> GRADES = Choices.of(WorkerGrade.class)
            .with(WorkerGrade.DEEP, "深度困难", "深度困难职工")
            .with(WorkerGrade.RELATIVE, "相对困难", "相对困难职工")
            .with(WorkerGrade.ACCIDENT, "意外致困", "意外致困职工");

    static final Choices<Relation> RELATIONS = Choices.of(Relation.class)
            .with(Relation.HEAD, "户主", "本人")
            .with(Relation.SPOUSE, "配偶", "妻", "夫")
            .with(Relation.CHILD, "子女", "子", "女", "儿子", "女儿")
            .with(Relation.PARENT, "父母", "父", "母", "父亲", "母亲")
            .with(Relation.GRANDPARENT, "祖父母", "外祖父母")
            .with(Relation.GRANDCHILD, "孙子女", "外孙子女")
            .with(Relation.SIBLING, "兄弟姐妹")
            .with(Relation.OTHER, "其他");

    static final Choices<Scheme> SCHEMES = Choices.of(Scheme.class)
            .with(Scheme.RESIDENT, "居民", "城乡居民", "居民医保")
            .with(Scheme.EMPLOYEE, "职工", "城镇职工", "职工医保");

    static final Choices<WorkingStatus> WORKING = Choices.of(WorkingStatus.class)
            .with(WorkingStatus.WORKING, "在职")
            .with(WorkingStatus.RETIRED, "退休");

    static final Choices<Boolean> TRUTH = Choices.TRUTH;

    private RegisterWords() {}
}
