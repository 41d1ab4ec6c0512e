package org.onestop.adjudication;

import java.util.function.Function;
import org.onestop.money.Money;

/**
 * The sentences of the trace: a formula, a Chinese and an English sentence each. {@code {0}}, {@code {1}} ... stand
 * for the step's inputs in their order, {@code {=}} for its result.
 */
enum TraceText {
    LINES_OWN_PAY(
            "{0} = {=}",
            "丙类项目(含目录外且未申报类别的)全自费{=}元。",
            "Items of class C, with those neither listed nor declared, are wholly the patient's: {=}."),
    LINES_OVER_CEILING("{0} = {=}", "单价高于限价的部分,超限价{=}元。", "The part of the prices that lies above the ceilings: {=}."),
    LINES_FIRST_PAY(
            "{0} = {=}",
            "乙类项目按各自的先行自付比例,先行自付{=}元。",
            "Of items of class B the patient pays their ratio first: {=}."),
    SCOPED(
            "{0} - {1} - {2} - {3} = {=}",
            "总额{0}元,减全自费{1}元、超限价{2}元、先行自付{3}元,政策范围内{=}元。",
            "Of {0} in total, less own-pay {1}, over-ceiling {2} and first pay {3}, {=} is in scope."),
    EXTRA_FIRST_PAY(
            "round({0} × {1}) = {=}; {0} - {=} = {2}; {3} + {=} = {4}",
            "未转诊备案,政策范围内{0}元另按{1}先行自付,即{=}元;政策范围内余{2}元,先行自付共{4}元。",
            "Without a referral the patient pays {1} of the {0} in scope first: {=}. {2} stays in scope, first pay is {4}."),
    DEDUCTIBLE_BASE("{=}", "本年第{1}次住院,起付线{=}元。", "Admission {1} of the year: deductible {=}."),
    DEDUCTIBLE_HALVED(
            "round({0} / 2) = {=}",
            "本年第{1}次住院,起付线{0}元减半为{=}元。",
            "Admission {1} of the year: deductible {0} is halved to {=}."),
    DEDUCTIBLE_STEP(
            "min({0}, max({3}, {0} - {2} × ({1} - 1))) = {=}",
            "本年第{1}次住院,起付线由{0}元逐次降低{2}元、不低于{3}元,本次为{=}元。",
            "Admission {1} of the year: deductible {0}, less {2} for each earlier one but not below {3}: {=}."),
    DEDUCTIBLE_LADDER(
            "{2}[min({1}, {3})] = {=}",
            "本年第{1}次住院,各次起付线依次为{2}元(以后各次同末次),本次为{=}元。",
            "Admission {1} of the year: of the deductibles by admission, {2}, the last one repeating, {=} applies."),
    DEDUCTIBLE_WAIVED(
            "{0} → {=}", "救助第{1}类人员免起付线(原应{0}元)。", "Assistance class {1} has no deductible ({0} waived)."),
    DEDUCTIBLE_YEARLY(
            "max(0, {0} - {1}) = {=}",
            "门诊年度起付线{0}元,本年已计{1}元,尚余{=}元。",
            "Of the yearly deductible {0}, {1} has been charged; {=} is left."),
    DEDUCTIBLE_APPLIED(
            "min({0}, {1}) = {=}; {0} - {=} = {2}",
            "政策范围内{0}元,扣除起付线{=}元,{2}元进入支付范围。",
            "Of {0} in scope {=} goes to the deductible; {2} is eligible."),
    COST_CAP(
            "min({0}, max(0, {1} - {2})) = {=}; max(0, {=} - {3}) = {4}",
            "统筹基金年度费用限额{1}元,本年已计{2}元,本次{0}元中{=}元计入,扣除起付线{3}元后为{4}元。",
            "Of the pool's yearly limit {1} on cost {2} is used; of {0} now {=} enters, {4} after the deductible {3}."),
    BASIC_BANDS("round({0}) = {=}", "基本医保按比例应付{=}元。", "Due from basic insurance by its rates: {=}."),
    BASIC_UNCAPPED(
            "round({0}) = {=}", "若无封顶线,基本医保应付{=}元。", "Without any cap basic insurance would pay {=}."),
    BASIC_WITHOUT_POOL_CAP(
            "min({0}, max(0, {1} - {2})) = {=}",
            "若无统筹基金封顶线,按本项年度限额{1}元(已付{2}元),应付{=}元。",
            "Without the pool's cap, under this cover's own yearly cap {1} ({2} paid): {=}."),
    CAP(
            "min({0}, max(0, {1} - {2})) = {=}",
            "年度封顶线{1}元,本年已付{2}元,应付{0}元,实付{=}元。",
            "Of the yearly cap {1}, {2} has been paid; of {0} due {=} is paid."),
    NO_CAP("{=}", "无年度封顶线,支付{=}元。", "There is no yearly cap: {=} is paid."),
    NOT_COVERED("{=}", "基本医保不支付该类就医,支付{=}元。", "Basic insurance does not cover this kind of care: {=}."),
    TYPE_DOES_NOT_COUNT(
            "{=}",
            "{0}不属于本项保障范围,支付{=}元,也不计入年度累计。",
            "{0} care does not count here: {=} is paid, and nothing is added to the year."),
    CRITICAL_BASE(
            "{0} - {1} + {2} = {=}; {3} + {=} = {4}",
            "政策范围内{0}元减基本医保{1}元,加计先行自付{2}元,本次合规负担{=}元;年度累计由{3}元增至{4}元。",
            "In scope {0} less basic {1} plus first pay {2} is a burden of {=}; the year's goes from {3} to {4}."),
    CRITICAL_DEDUCTIBLE("{=}", "大病保险起付线{=}元。", "The critical illness deductible is {=}."),
    CRITICAL_TILT(
            "round({0} × {1}) = {=}; rates + {2}",
            "大病保险向救助第{3}类人员倾斜:起付线{0}元乘以{1}为{=}元,各段比例加{2}。",
            "Tilt for assistance class {3}: deductible {0} times {1} is {=}, every rate plus {2}."),
    CRITICAL_BANDS(
            "round({0}) - round({1}) = {2} - {3} = {=}",
            "累计负担应付{2}元,减此前累计应付{3}元,本次{=}元。",
            "On the accumulated burden {2} is due, less {3} due before: {=}."),
    CAP_LIFTED("{=}", "救助第{1}类人员不设封顶线,支付{=}元。", "Assistance class {1} has no cap: {=} is paid."),
    ABOVE_POOL_BASE(
            "round({0} × ({1} - {2}) / {3}) = {=}",
            "统筹基金封顶线以上费用:{0}元按({1}-{2})/{3}折算,计{=}元。",
            "Cost above the pool's cap: {0} times ({1} - {2}) / {3} is {=}."),
    ABOVE_POOL_NONE("{0} - {1} = {=}", "未超过统筹基金封顶线,大额补助基数{=}元。", "The pool's cap cut nothing off: base {=}."),
    RATE("round({0} × {1}) = {=}", "{0}元按{1}支付,计{=}元。", "{1} of {0} is {=}."),
    CLASS_USED(
            "{0}: {1} → {2}",
            "困难类别:{0}。按{1}计,救助第{2}类(就高不重复)。",
            "Hardship categories: {0}. {1} counts, assistance class {2}: the best one, nothing is added up."),
    CLASS_GIVEN("{0}", "按救助第{0}类计算。", "Computed for assistance class {0}."),
    CLASS_NONE_NO_HOUSEHOLD(
            "{=}", "就医之日不属于在册困难家庭,医疗救助{=}元。", "No approved household on the benefit date: assistance {=}."),
    CLASS_NONE_OF_ITS_OWN(
            "{0} → {=}",
            "困难类别{0}没有对应的救助类别,医疗救助{=}元。",
            "Hardship category {0} has no assistance class of its own: assistance {=}."),
    CLASS_NONE_NOT_ILL(
            "{0} → {=}",
            "困难类别{0}只救助登记的重病患者本人,医疗救助{=}元。",
            "Hardship category {0} covers only the member named as seriously ill: assistance {=}."),
    ASSISTANCE_UNREFERRED(
            "{=}", "未转诊备案的异地就医不予医疗救助,基数{=}元。", "Unreferred care outside the city: assistance base {=}."),
    ASSISTANCE_BASE(
            "max(0, {0} - {1} - {2} + {3}) = {=}",
            "政策范围内{0}元减基本医保{1}元、大病{2}元,加计先行自付{3}元,救助基数{=}元。",
            "In scope {0} less basic {1} and critical illness {2} plus first pay {3}: base {=}."),
    ASSISTANCE_DEDUCTIBLE(
            "min({0}, max(0, {1} - {2})) = {=}; {0} - {=} = {3}",
            "医疗救助年度起付线{1}元,本年已计{2}元,本次计{=}元,余{3}元按比例救助。",
            "Of the yearly deductible {1}, {2} has been charged; this bill takes {=}, which leaves {3} to be aided."),
    TILT_OFF("{=}", "该救助类别未设倾斜救助,{=}元。", "This assistance class has no tilt aid: {=}."),
    TILT_NOT_TRIGGERED("{=}", "医疗救助未达封顶线,倾斜救助{=}元。", "The assistance cap cut nothing off: tilt aid {=}."),
    TILT_NO_BASE("{=}", "救助基数为零,倾斜救助{=}元。", "There is no assistance base: tilt aid {=}."),
    TILT_THRESHOLD(
            "{3} - {4} = {0}; min({0}, max(0, {1} - {2})) = {=}; {0} - {=} = {5}",
            "救助后剩余{0}元,倾斜救助年度起付线{1}元,本年已计{2}元,本次计{=}元,余{5}元按比例救助。",
            "After assistance {0} is left; of the yearly threshold {1}, {2} has been charged, this bill takes {=};"
                    + " {5} stays."),
    PATIENT_PAYS(
            "{0} - {1} - {2} - {3} - {4} = {=}",
            "总额{0}元减基本医保{1}元、大病{2}元、医疗救助{3}元、倾斜救助{4}元,个人支付{=}元。",
            "Of {0} in total, less basic {1}, critical illness {2}, assistance {3} and tilt aid {4}, the patient pays {=}."),
    MUTUAL_AID(
            "round({0}) - round({1}) = {2} - {3} = {=}",
            "互助期内累计负担应补{2}元,减此前累计应补{3}元,预计互助金{=}元(由工会另行支付)。",
            "On the term's burden {2} is due, less {3} due before: {=} is expected, paid by the union later."),
    MUTUAL_AID_CAP(
            "min({0}, {2}) - min({1}, {2}) = {=}",
            "互助期封顶线{2}元,累计应补{0}元、此前{1}元,预计互助金{=}元。",
            "Under the term's cap {2}, with {0} due and {1} before: {=} is expected."),
    MUTUAL_AID_NOT_STANDING(
            "{=}",
            "就医之日互助资格未生效(会费未缴或等待期未满),预计互助金{=}元。",
            "The membership gives no benefit on the benefit date (term unpaid or waiting period): {=}."),
    MUTUAL_AID_BURDEN(
            "max(0, {0} - {1} - {2} - {3} - {4}) = {=}; {5} + {=} = {6}",
            "政策范围内{0}元减基本医保{1}元、大病{2}元、医疗救助{3}元、倾斜救助{4}元,剩余负担{=}元;互助期累计由{5}元增至{6}元。",
            "In scope {0} less basic {1}, critical illness {2}, assistance {3} and tilt aid {4} leaves {=};"
                    + " the term's burden goes from {5} to {6}.");

    private final String formula;
    private final String zh;
    private final String en;

    TraceText(String formula, String zh, String en) {
        this.formula = formula;
        this.zh = zh;
        this.en = en;
    }

    /** Language-neutral: amounts, rates and stable codes. */
    String formula(Money result, Object... inputs) {
        return fill(formula, result, inputs, Words::code);
    }

    String zh(Money result, Object... inputs) {
        return fill(zh, result, inputs, Words::zh);
    }

    String en(Money result, Object... inputs) {
        return fill(en, result, inputs, Words::en);
    }

    private static String fill(String pattern, Money result, Object[] inputs, Function<Object, String> words) {
        StringBuilder text = new StringBuilder(pattern.length() + 48);
        int at = 0;
        for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', at)) {
            char which = pattern.charAt(open + 1);
            text.append(pattern, at, open).append(words.apply(which == '=' ? result : inputs[which - '0']));
            at = open + 3;
        }
        return text.append(pattern, at, pattern.length()).toString();
    }
}
