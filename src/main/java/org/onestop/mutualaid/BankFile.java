package org.onestop.mutualaid;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.onestop.access.AccessLog;
import org.onestop.access.Caller;
import org.onestop.http.SpreadsheetText;
import org.onestop.money.Money;
import org.onestop.registry.PersonRoll;

/**
 * The order as the bank gets it (代发文件): who is paid how much, by name and ID number, as banks match them to accounts.
 * Whoever downloads it has looked at every person in it.
 */
@ApplicationScoped
class BankFile {

    private static final String MARK = "\uFEFF";

    private final FundStatements statements;
    private final PaymentBatches batches;
    private final PersonRoll roll;
    private final AccessLog log;

    BankFile(FundStatements statements, PaymentBatches batches, PersonRoll roll, AccessLog log) {
        this.statements = statements;
        this.batches = batches;
        this.roll = roll;
        this.log = log;
    }

    private record Line(UUID benefit, UUID person, int term, Money amount) {}

    /** @throws org.onestop.refusal.RefusedException batch-not-found */
    @Transactional
    public String write(Caller caller, UUID batch) {
        batches.required(batch);
        List<Line> lines = statements.list(
                "select b.id, b.person_id, b.term, b.amount from benefit_event e join benefit b on b.id = e.benefit_id"
                        + " where e.batch_id = ? and e.kind = 'ORDERED' order by b.id",
                row -> new Line(
                        FundStatements.id(row, 1),
                        FundStatements.id(row, 2),
                        row.getInt(3),
                        FundStatements.money(row, 4)),
                batch);
        log.append(
                caller,
                lines.stream()
                        .map(line -> new AccessLog.Look("DOWNLOAD_BANK_FILE", null, line.person(), batch.toString()))
                        .toList());
        return text(lines, roll.inFull(lines.stream().map(Line::person).toList()));
    }

    private static String text(List<Line> lines, Map<UUID, PersonRoll.InFull> people) {
        StringWriter text = new StringWriter();
        text.write(MARK);
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord("序号", "业务编号", "姓名", "身份证号", "金额", "用途");
            for (int i = 0; i < lines.size(); i++) {
                Line line = lines.get(i);
                PersonRoll.InFull person = people.get(line.person());
                csv.writeRecord(
                        Integer.toString(i + 1),
                        line.benefit().toString(),
                        SpreadsheetText.harmless(person.name()),
                        person.idNumber(),
                        line.amount().toString(),
                        line.term() + "年度职工医疗互助金");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory could not be written", e);
        }
        return text.toString();
    }
}
