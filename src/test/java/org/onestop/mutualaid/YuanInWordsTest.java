package org.onestop.mutualaid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestop.money.Money;

/** Amounts as receipts write them out; the first five are the examples of the rules for filling in bills. */
class YuanInWordsTest {

    @ParameterizedTest
    @CsvSource({
        "1409.50, 壹仟肆佰零玖元伍角整",
        "6007.14, 陆仟零柒元壹角肆分",
        "16409.02, 壹万陆仟肆佰零玖元零贰分",
        "325.04, 叁佰贰拾伍元零肆分",
        "107000.53, 壹拾万柒仟元伍角叁分",
        "0.00, 零元整",
        "0.05, 伍分",
        "0.50, 伍角整",
        "10.00, 壹拾元整",
        "100.00, 壹佰元整",
        "2795100.00, 贰佰柒拾玖万伍仟壹佰元整",
        "100000001.00, 壹亿零壹元整",
        "1000100000.10, 壹拾亿零壹拾万元壹角整",
        "99999999999.99, 玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"
    })
    void anAmountIsWrittenOut(String amount, String words) {
        assertEquals(words, YuanInWords.of(Money.parse(amount)));
    }
}
