package org.onestop.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.onestop.registry.SamplePeople;

/** Files of households with made-up people whom nobody has brought in yet. */
final class SampleFile {

    static final String HEADER = "fileNo,area,category,grade,categoryFrom,categoryTo,idNumber,name,relation,seriouslyIll,"
            + "memberFrom,memberTo";
    static final String CHINESE_HEADER = "档案号,社区代码,困难类别,困难职工等级,认定起始日,认定终止日,身份证号,姓名,与户主关系,重病患者,成员起始日,成员终止日";

    private static final AtomicInteger NEXT = new AtomicInteger(700_000);

    private SampleFile() {}

    static int next() {
        return NEXT.incrementAndGet();
    }

    /** So many rows, two members a household. */
    static List<String> rows(int count) {
        List<String> rows = new ArrayList<>(count);
        String fileNo = null;
        for (int i = 0; i < count; i++) {
            int n = next();
            fileNo = i % 2 == 0 ? "IMP-" + n : fileNo;
            rows.add(row(fileNo, SamplePeople.number(n), i % 2 == 0 ? "户主" : "配偶"));
        }
        return rows;
    }

    /** A good row, each cell as offices write it. */
    static String row(String fileNo, String idNumber, String relation) {
        return fileNo + ",520201001001,城市低保,,2018/1/14,," + idNumber + ",导入甲," + relation + ",否,2018年1月14日,";
    }

    static String csv(List<String> rows) {
        return HEADER + "\n" + String.join("\n", rows) + "\n";
    }

    static String chineseCsv(List<String> rows) {
        return CHINESE_HEADER + "\r\n" + String.join("\r\n", rows) + "\r\n";
    }

    static byte[] bytes(String csv) {
        return csv.getBytes(StandardCharsets.UTF_8);
    }

    /** The same as a spreadsheet, every cell as text. */
    static byte[] xlsx(String csv) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("households");
            List<String> lines = csv.lines().toList();
            for (int row = 0; row < lines.size(); row++) {
                String[] cells = lines.get(row).split(",", -1);
                for (int column = 0; column < cells.length; column++) {
                    if (!cells[column].isEmpty()) {
                        sheet.value(row, column, cells[column]);
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}
