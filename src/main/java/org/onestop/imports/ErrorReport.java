package org.onestop.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.onestop.http.Language;
import org.onestop.http.SpreadsheetText;
import org.onestop.http.Texts;

/** Tells which rows of a file were rejected, in which column and why; never what stood there. */
@ApplicationScoped
class ErrorReport {

    private static final char MARK = '\uFEFF';

    private final RowErrors errors;
    private final ImportKinds kinds;

    ErrorReport(RowErrors errors, ImportKinds kinds) {
        this.errors = errors;
        this.kinds = kinds;
    }

    /** Writes the report as text in UTF-8, a page of faults at a time. */
    void write(JobState state, OutputStream target) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        kinds.find(state.job().kind())
                .ifPresent(kind -> kind.columns().forEach(each -> headers.put(each.name(), each.header())));
        try (Writer text = new OutputStreamWriter(target, StandardCharsets.UTF_8)) {
            text.write(MARK);
            try (CsvWriter csv = CsvWriter.builder().build(text)) {
                csv.writeRecord("row", "column", "列名", "code", "说明", "explanation");
                int run = state.progress().run();
                List<RowErrors.RowError> page = errors.first(state.job().id(), run);
                while (!page.isEmpty()) {
                    page.forEach(each -> csv.writeRecord(record(each, headers)));
                    page = errors.after(state.job().id(), run, page.get(page.size() - 1));
                }
            }
        }
    }

    private static List<String> record(RowErrors.RowError error, Map<String, String> headers) {
        return List.of(
                Long.toString(error.line()),
                SpreadsheetText.harmless(error.fault().column()),
                SpreadsheetText.harmless(headers.getOrDefault(error.fault().column(), "")),
                error.fault().code(),
                SpreadsheetText.harmless(Texts.of(error.fault().code(), Language.ZH)),
                SpreadsheetText.harmless(Texts.of(error.fault().code(), Language.EN)));
    }
}
