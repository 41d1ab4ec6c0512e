package org.onestop.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.onestop.bill.SplitView;
import org.onestop.money.Money;

/** The monthly report as a table: a row for the total, each category, hospital and division, and each payer. */
final class ReportTable {

    private static final List<String> HEADER = Exports.header(
            "按 by", "编号 key", "名称 name", "结算笔数 settled", "冲正笔数 reversed", "总费用 total", "自费 ownPay",
            "超限价 overCeiling", "先行自付 firstPay", "政策范围内 inScope", "基本医保 basic", "大病保险 criticalIllness",
            "医疗救助 medicalAssistance", "倾斜救助 tiltAid", "各方支付 fundTotal", "个人支付 patientPays",
            "平均个人负担 averageBurden", "支付比例 shareCovered");

    /** In the row of a payer its amount stands where the total would. */
    private static final int EMPTY_OF_A_PAYER = 11;

    private ReportTable() {}

    static void write(MonthlyReport report, TableFile.Format format, OutputStream out) throws IOException {
        Exports.Counted file = new Exports.Counted(format.begin(out), HEADER);
        file.row(cells("合计 total", report.total()));
        lines(file, "困难类别 category", report.categories());
        lines(file, "医院 hospital", report.hospitals());
        lines(file, "区划 division", report.divisions());
        for (MonthlyReport.Payer each : report.payers()) {
            List<Object> cells =
                    new ArrayList<>(Arrays.asList("支付方 payer", each.payer(), null, null, null, each.amount()));
            cells.addAll(java.util.Collections.nCopies(EMPTY_OF_A_PAYER, null));
            cells.add(each.share());
            file.row(cells);
        }
        file.end("month=" + report.month() + "; completeTo=" + (report.completeTo() == null ? "-" : report.completeTo()));
    }

    private static void lines(Exports.Counted file, String by, List<MonthlyReport.Line> lines) throws IOException {
        for (MonthlyReport.Line each : lines) {
            file.row(cells(by, each));
        }
    }

    private static List<Object> cells(String by, MonthlyReport.Line line) {
        List<Object> cells =
                new ArrayList<>(Arrays.asList(by, line.key(), line.name(), line.settled(), line.reversed()));
        cells.addAll(amounts(line.split()));
        cells.addAll(Arrays.asList(line.averageBurden(), line.shareCovered()));
        return cells;
    }

    /** The amounts of a split, in the order of both tables. */
    static List<Money> amounts(SplitView split) {
        return List.of(
                split.total(), split.ownPay(), split.overCeiling(), split.firstPay(), split.inScope(), split.basic(),
                split.criticalIllness(), split.medicalAssistance(), split.tiltAid(), split.fundTotal(), split.patientPays());
    }
}
