package org.onestop.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.onestop.access.AccessLog;
import org.onestop.access.Caller;
import org.onestop.access.Role;

/**
 * Writes lists to files, a page at a time, each read for itself: however long the list and slow the reader, little memory
 * and no connection is held. Persons are random ids in every file.
 */
@ApplicationScoped
class Exports {

    /** How the last row of a table begins, which says what it holds. */
    static final String NOTE = "rows=";

    private static final int PAGE = 1000;

    private static final List<String> FINDING_HEADER = header(
            "疑点编号 id", "种类 kind", "状态 state", "发现时间 foundAt", "结算编号 settlementId", "医院 hospitalCode",
            "待遇日期 benefitDate", "人员编号 personId");

    private static final String FINDINGS = "select f.id, f.kind, (select n.state from finding_event n"
            + " where n.finding_id = f.id order by n.sequence desc limit 1), f.found_at, f.settlement_id, s.hospital_code,"
            + " s.benefit_date, f.person_id from finding f left join settlement s on s.id = f.settlement_id"
            + " where (f.found_at, f.id) < (?, ?) order by f.found_at desc, f.id desc limit ?";

    private final SettlementSearch settlements;
    private final SettlementProjection projection;
    private final AccessSearch looks;
    private final AuditStatements statements;
    private final AccessLog log;

    Exports(
            SettlementSearch settlements,
            SettlementProjection projection,
            AccessSearch looks,
            AuditStatements statements,
            AccessLog log) {
        this.settlements = settlements;
        this.projection = projection;
        this.looks = looks;
        this.statements = statements;
        this.log = log;
    }

    /** Writes a file, once its making is on record. */
    @FunctionalInterface
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** @throws org.onestop.refusal.RefusedException forbidden */
    Writing settlements(Caller caller, TableFile.Format format, SettlementFilter filter, String purpose) {
        record(caller, "EXPORT_SETTLEMENTS", filter.text(), purpose);
        String note = note(filter.text()) + "; completeTo="
                + projection.completeTo().map(OffsetDateTime::toString).orElse("-");
        return out -> {
            Counted file = new Counted(format.begin(out), SettlementTable.HEADER);
            List<SettlementRow> page = settlements.rows(filter, Place.newest(), PAGE);
            while (!page.isEmpty()) {
                for (SettlementRow each : page) {
                    file.row(SettlementTable.cells(each));
                }
                page = settlements.rows(filter, page.get(page.size() - 1).place(), PAGE);
            }
            file.end(note);
        };
    }

    /** @throws org.onestop.refusal.RefusedException forbidden */
    Writing accessLog(Caller caller, TableFile.Format format, AccessFilter filter, String purpose) {
        record(caller, "EXPORT_ACCESS_LOG", filter.text(), purpose);
        return out -> {
            Counted file = new Counted(
                    format.begin(out),
                    header(
                            "序号 id", "时间 accessedAt", "客户端 clientId", "主体 subject", "角色 roles", "操作 operation",
                            "事由 purpose", "人员编号 personId", "对象 object"));
            List<AccessRow> page = looks.rows(filter, Place.newestNumbered(), PAGE);
            while (!page.isEmpty()) {
                for (AccessRow each : page) {
                    file.row(Arrays.asList(
                            each.id(), each.accessedAt(), each.clientId(), each.subject(), String.join(",", each.roles()),
                            each.operation(), each.purpose(), each.personId(), each.object()));
                }
                page = looks.rows(filter, page.get(page.size() - 1).place(), PAGE);
            }
            file.end(note(filter.text()));
        };
    }

    /** @throws org.onestop.refusal.RefusedException forbidden */
    Writing findings(Caller caller, TableFile.Format format, String purpose) {
        record(caller, "EXPORT_FINDINGS", null, purpose);
        return out -> {
            Counted file = new Counted(format.begin(out), FINDING_HEADER);
            List<List<Object>> page = findings(Place.newest());
            while (!page.isEmpty()) {
                for (List<Object> each : page) {
                    file.row(each);
                }
                List<Object> last = page.get(page.size() - 1);
                page = findings(new Place<>((OffsetDateTime) last.get(3), (UUID) last.get(0)));
            }
            file.end(note(""));
        };
    }

    private List<List<Object>> findings(Place<UUID> before) {
        return statements.list(FINDINGS, List.of(before.at(), before.id(), PAGE), Exports::finding);
    }

    private static List<Object> finding(ResultSet row) throws SQLException {
        return Arrays.asList(
                AuditStatements.id(row, 1),
                row.getString(2),
                row.getString(3),
                AuditStatements.moment(row, 4),
                AuditStatements.id(row, 5),
                row.getString(6),
                AuditStatements.day(row, 7),
                AuditStatements.id(row, 8));
    }

    private void record(Caller caller, String operation, String object, String purpose) {
        caller.require(Role.CIVIL_AFFAIRS_AUDITOR);
        log.append(caller, new AccessLog.Look(operation, purpose, null, object));
    }

    static List<String> header(String... names) {
        return List.of(names);
    }

    /** What was asked for. */
    static String note(String filter) {
        return "filter=" + (filter.isEmpty() ? "-" : filter);
    }

    /** A file that says at its end how many rows it has. */
    static final class Counted {

        private final TableFile file;
        private long rows;

        Counted(TableFile file, List<String> header) throws IOException {
            this.file = file;
            file.row(header);
        }

        void row(List<?> cells) throws IOException {
            file.row(cells);
            rows++;
        }

        void end(String note) throws IOException {
            file.end(NOTE + rows + "; " + note);
        }
    }

    /** A settlement as a row of a table. */
    private static final class SettlementTable {

        private static final List<String> HEADER = header(
                "结算编号 id", "结算时间 settledAt", "待遇日期 benefitDate", "人员编号 personId", "医院 hospitalCode",
                "医院级别 hospitalLevel", "医院区划 hospitalDivision", "账单号 billNo", "家庭档案 fileNo", "家庭区划 area",
                "困难类别 category", "救助档次 assistanceClass", "险种 scheme", "就医类别 encounterType", "主要诊断 diagnosis",
                "明细条数 lines", "标记 flags", "总费用 total", "自费 ownPay", "超限价 overCeiling", "先行自付 firstPay",
                "政策范围内 inScope", "基本医保 basic", "大病保险 criticalIllness", "医疗救助 medicalAssistance", "倾斜救助 tiltAid",
                "各方支付 fundTotal", "个人支付 patientPays", "预计互助 mutualAidExpected", "状态 state", "冲正时间 reversedAt");

        private static List<Object> cells(SettlementRow row) {
            List<Object> cells = new ArrayList<>(HEADER.size());
            cells.addAll(Arrays.asList(
                    row.id(), row.settledAt(), row.benefitDate(), row.personId(), row.hospitalCode(),
                    row.hospitalLevel(), row.hospitalDivision(), row.billNo(), row.fileNo(), row.area(),
                    row.category(), row.assistanceClass(), row.scheme(), row.encounterType(), row.diagnosis(),
                    row.lines(), row.flags().stream().map(Enum::name).collect(Collectors.joining(" "))));
            cells.addAll(ReportTable.amounts(row.split()));
            cells.addAll(Arrays.asList(row.mutualAidExpected(), row.state(), row.reversedAt()));
            return cells;
        }
    }
}
