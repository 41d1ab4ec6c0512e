package org.onestop.mutualaid;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.onestop.money.Money;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * The bank's report on an order (回盘文件): the columns of the bank file, and what became of each line. Text in UTF-8 or
 * GB18030, columns in any order under their Chinese or English heading.
 */
final class BankReport {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int LONGEST = 64;
    private static final int LONGEST_REASON = 200;

    private BankReport() {}

    /** The columns that count; the others of the bank file may stand or not. */
    private enum Column {
        BENEFIT("业务编号", "benefitId"),
        AMOUNT("金额", "amount"),
        RESULT("结果", "result"),
        PAID_ON("支付日期", "paidOn"),
        BANK_REFERENCE("流水号", "bankReference"),
        REASON("失败原因", "reason");

        private final String zh;
        private final String en;

        Column(String zh, String en) {
            this.zh = zh;
            this.en = en;
        }
    }

    /**
     * One line of the report.
     *
     * @param line      in the file, from 1
     * @param benefit   null where it names none
     * @param amount    null where it names none
     * @param paid      whether the bank has paid; null where it says neither
     * @param day       null where it names none
     * @param reference the bank's number; null where it gives none
     * @param reason    null where it gives none
     */
    record Line(
            long line, UUID benefit, Money amount, Boolean paid, LocalDate day, String reference, String reason) {}

    /** @throws org.onestop.refusal.RefusedException file-unreadable, file-columns-invalid */
    static List<Line> read(byte[] file) {
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text(file))) {
            List<CsvRecord> records = csv.stream().toList();
            if (records.isEmpty()) {
                throw withoutColumns();
            }
            Map<Column, Integer> columns = columns(records.get(0));
            List<Line> lines = new ArrayList<>();
            for (CsvRecord record : records.subList(1, records.size())) {
                lines.add(line(record, columns));
            }
            return lines;
        } catch (CsvParseException | java.io.IOException e) {
            throw unreadable();
        }
    }

    private static RuntimeException unreadable() {
        return Refusal.of(RefusalCode.FILE_UNREADABLE, Map.of("reason", "csv")).asException();
    }

    private static RuntimeException withoutColumns() {
        return Refusal.of(RefusalCode.FILE_COLUMNS_INVALID, Map.of("columns", "benefitId, amount, result"))
                .asException();
    }

    private static String text(byte[] file) {
        for (Charset charset : List.of(StandardCharsets.UTF_8, GB18030)) {
            try {
                String text = charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(file))
                        .toString();
                return text.startsWith("\uFEFF") ? text.substring(1) : text;
            } catch (CharacterCodingException e) {
                // The next charset may fit.
            }
        }
        throw unreadable();
    }

    private static Map<Column, Integer> columns(CsvRecord headings) {
        Map<Column, Integer> columns = new HashMap<>();
        for (int i = 0; i < headings.getFieldCount(); i++) {
            String heading = headings.getField(i).strip();
            for (Column column : Column.values()) {
                if (heading.equals(column.zh) || heading.equals(column.en)) {
                    columns.put(column, i);
                }
            }
        }
        if (!columns.keySet().containsAll(List.of(Column.BENEFIT, Column.AMOUNT, Column.RESULT))) {
            throw withoutColumns();
        }
        return columns;
    }

    private static Line line(CsvRecord record, Map<Column, Integer> columns) {
        return new Line(
                record.getStartingLineNumber(),
                NamedMember.id(cell(record, columns, Column.BENEFIT, LONGEST)).orElse(null),
                money(cell(record, columns, Column.AMOUNT, LONGEST)),
                paid(cell(record, columns, Column.RESULT, LONGEST)),
                day(cell(record, columns, Column.PAID_ON, LONGEST)),
                orNull(cell(record, columns, Column.BANK_REFERENCE, LONGEST)),
                orNull(cell(record, columns, Column.REASON, LONGEST_REASON)));
    }

    private static String cell(CsvRecord record, Map<Column, Integer> columns, Column column, int longest) {
        Integer at = columns.get(column);
        String text = at == null || at >= record.getFieldCount() ? "" : record.getField(at).strip();
        return text.length() > longest ? text.substring(0, longest) : text;
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Boolean paid(String text) {
        return switch (text) {
            case "成功", "PAID" -> true;
            case "失败", "FAILED" -> false;
            default -> null;
        };
    }

    private static Money money(String text) {
        try {
            return Money.parse(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static LocalDate day(String text) {
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            return LocalDate.MAX;
        }
    }
}
