package org.onestop.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.onestop.access.Clients;
import org.onestop.access.Role;
import org.onestop.adjudication.CatalogueClass;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.ItemTerms;
import org.onestop.adjudication.Place;
import org.onestop.bill.FeeType;
import org.onestop.catalogue.Catalogue;
import org.onestop.catalogue.CatalogueItem;
import org.onestop.hospital.Hospital;
import org.onestop.hospital.Hospitals;
import org.onestop.journal.Changes;
import org.onestop.money.Ratio;
import org.onestop.money.UnitPrice;
import org.onestop.mutualaid.Unit;
import org.onestop.mutualaid.Units;
import org.onestop.registry.CreditCode;
import org.onestop.start.StartRefusedException;

/**
 * Fills the service with the sandbox when it starts, where that is asked for. What is there already stays as it is.
 * Where it is not asked for, clients of the sandbox, whose secrets anybody may know, refuse the start.
 */
@ApplicationScoped
class SandboxData {

    private static final Logger LOG = Logger.getLogger(SandboxData.class);
    private static final int AFTER_MIGRATION = 100;

    /** Under whose name the sandbox's data is brought in. */
    static final Changes.Author AUTHOR = new Changes.Author("sandbox", "sandbox");

    /** The sandbox's hospitals say no date; they begin with its people. */
    private static final LocalDate BEGINNING = LocalDate.of(2000, 1, 1);

    private final boolean wanted;
    private final Clients clients;
    private final Hospitals hospitals;
    private final Catalogue catalogue;
    private final Units units;
    private final SandboxPeople people;

    SandboxData(
            @ConfigProperty(name = "onestop.sandbox") Optional<Boolean> wanted,
            Clients clients,
            Hospitals hospitals,
            Catalogue catalogue,
            Units units,
            SandboxPeople people) {
        this.wanted = wanted.orElse(false);
        this.clients = clients;
        this.hospitals = hospitals;
        this.catalogue = catalogue;
        this.units = units;
        this.people = people;
    }

    void load(@Observes @Priority(AFTER_MIGRATION) StartupEvent started) {
        if (!wanted) {
            refuseLeftovers();
            return;
        }
        JsonNode data = sandbox();
        load(data);
        data.get("catalogue").forEach(this::item);
        units.register(AUTHOR, unit(data.get("unit")));
        data.get("people").forEach(people::load);
        LOG.info("样例数据已就绪 the sandbox is loaded: made-up people, hospitals and clients");
    }

    /** Loads the hospitals and clients of a file; clients after the hospitals that they are bound to. */
    void load(String file) {
        load(read(file));
    }

    private void load(JsonNode data) {
        data.get("hospitals").forEach(this::hospital);
        data.get("clients").forEach(this::client);
    }

    /** The sandbox's own data. */
    JsonNode sandbox() {
        return read("/sandbox/sandbox.json");
    }

    private void refuseLeftovers() {
        if (clients.anyOfSandbox()) {
            throw new StartRefusedException("数据库中有样例客户端,其口令是公开的;请另用数据库,或设置ONESTOP_SANDBOX=true。"
                    + " The database holds clients of the sandbox, whose secrets are public:"
                    + " use another database, or set ONESTOP_SANDBOX=true.");
        }
    }

    private void hospital(JsonNode json) {
        LocalDate from = date(json, "from");
        hospitals.register(new Hospital(
                text(json, "code"),
                text(json, "name"),
                HospitalLevel.valueOf(text(json, "level")),
                Place.valueOf(text(json, "place")),
                text(json, "division"),
                from == null ? BEGINNING : from,
                date(json, "to")));
    }

    private void item(JsonNode json) {
        String ceiling = text(json, "priceCeiling");
        catalogue.list(new CatalogueItem(
                text(json, "itemCode"),
                text(json, "name"),
                FeeType.valueOf(text(json, "feeType")),
                new ItemTerms(
                        CatalogueClass.valueOf(text(json, "catalogueClass")),
                        Ratio.parse(text(json, "selfPayRatio")),
                        ceiling == null ? null : UnitPrice.parse(ceiling)),
                date(json, "from"),
                date(json, "to")));
    }

    private static Unit unit(JsonNode json) {
        return new Unit(CreditCode.parse(text(json, "code")).orElseThrow(), text(json, "name"));
    }

    private void client(JsonNode json) {
        Role role = Role.valueOf(text(json, "role").toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
        clients.registerForSandbox(
                new Clients.Registration(
                        text(json, "clientId"),
                        role,
                        text(json, "hospitalCode"),
                        text(json, "level"),
                        text(json, "department"),
                        text(json, "area")),
                text(json, "clientSecret"));
    }

    static String text(JsonNode json, String name) {
        JsonNode value = json.get(name);
        return value == null || value.isNull() ? null : value.textValue();
    }

    static LocalDate date(JsonNode json, String name) {
        String text = text(json, name);
        return text == null ? null : LocalDate.parse(text);
    }

    static JsonNode read(String name) {
        try (InputStream file = SandboxData.class.getResourceAsStream(name)) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox's data could not be read", e);
        }
    }
}
