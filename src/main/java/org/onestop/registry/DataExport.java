package org.onestop.registry;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onestop.access.AccessLog;
import org.onestop.access.Caller;
import org.onestop.access.Holdings;
import org.onestop.access.Role;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.refusal.RefusedException;
import org.onestop.time.BusinessClock;

/** Everything that the service holds about one person, for the person's own request; src/docs/personal-data.md. */
@ApplicationScoped
class DataExport {

    private static final String OPERATION = "EXPORT_PERSON_DATA";

    private final AgroalDataSource database;
    private final RegisterStatements statements;
    private final Persons persons;
    private final IdentityVault vault;
    private final Instance<Holdings> holdings;
    private final AccessLog log;
    private final BusinessClock clock;
    private final ObjectMapper json;

    DataExport(
            AgroalDataSource database,
            RegisterStatements statements,
            Persons persons,
            IdentityVault vault,
            Instance<Holdings> holdings,
            AccessLog log,
            BusinessClock clock,
            ObjectMapper json) {
        this.database = database;
        this.statements = statements;
        this.persons = persons;
        this.vault = vault;
        this.holdings = holdings;
        this.log = log;
        this.clock = clock;
        this.json = json;
    }

    /**
     * The person who asks; that their data are looked at is recorded, found or not.
     *
     * @throws RefusedException forbidden, id-number-invalid, person-name-mismatch, person-unknown
     */
    @Transactional(dontRollbackOn = RefusedException.class)
    UUID person(Caller caller, DataRequest request) {
        caller.require(Role.CIVIL_AFFAIRS_AUDITOR);
        IdNumber number = MemberForm.number("/idNumber", request.idNumber());
        Optional<UUID> known = persons.find(number);
        log.append(caller, new AccessLog.Look(OPERATION, request.purpose(), known.orElse(null), request.reference()));
        UUID person = known.orElseThrow(() -> Refusal.of(RefusalCode.PERSON_UNKNOWN).asException());
        if (!identity(person).name().equals(PersonName.of(request.name()))) {
            throw Refusal.of(RefusalCode.PERSON_NAME_MISMATCH).asException();
        }
        return person;
    }

    private IdentityVault.Identity identity(UUID person) {
        return statements
                .first(
                        "select revision, sealed, key_id from person_identity where person_id = ?"
                                + " order by revision desc limit 1",
                        row -> vault.open(person, row.getInt(1), row.getBytes(2), row.getString(3)),
                        person)
                .orElseThrow();
    }

    /** Writes everything, list by list; while a list is sent no connection of the database is held. */
    void write(UUID person, DataRequest request, OutputStream out) throws IOException {
        try (JsonGenerator document = json.getFactory().createGenerator(out)) {
            IdentityVault.Identity identity = identity(person);
            document.writeStartObject();
            document.writeStringField("exportedAt", BusinessClock.at(clock.now().toInstant()).toString());
            document.writeStringField("reference", request.reference());
            document.writeStringField("idNumber", identity.idNumber().value());
            document.writeStringField("name", identity.name().value());
            for (Holdings.Section section : sections()) {
                document.writeFieldName(section.name());
                document.writeStartArray();
                for (String row : rows(section, person)) {
                    document.writeRawValue(row);
                }
                document.writeEndArray();
            }
            document.writeEndObject();
        }
    }

    /** The register's first, as the person is known by it; then by name. */
    List<Holdings.Section> sections() {
        return holdings.stream()
                .sorted(Comparator.comparing(each -> each instanceof RegistryHoldings
                        ? ""
                        : each.sections().get(0).name()))
                .flatMap(each -> each.sections().stream())
                .toList();
    }

    private List<String> rows(Holdings.Section section, UUID person) {
        HeldRow reader = new HeldRow(vault, json);
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(section.sql())) {
            query.setObject(1, person);
            List<String> rows = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    rows.add(reader.read(row));
                }
            }
            return rows;
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("what is held as " + section.name() + " could not be read", e);
        }
    }
}
