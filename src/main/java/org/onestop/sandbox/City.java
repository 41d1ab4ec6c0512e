package org.onestop.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.onestop.mutualaid.Unit;
import org.onestop.registry.AssistanceClasses;
import org.onestop.registry.HouseholdRow;
import org.onestop.registry.LabelOrder;

/**
 * The made-up demonstration city, all of it in memory: the same seed gives the same city. Nothing here knows a database.
 *
 * @param households   with their members, categories and insurance
 * @param applications by which some of them came to a category, or did not
 * @param employees    members of mutual aid who belong to no household of the register
 * @param units        of mutual aid
 * @param members      of mutual aid, term by term
 */
record City(
        List<CityHousehold> households,
        List<CityApplication> applications,
        List<CityPerson> employees,
        List<Unit> units,
        List<CityMember> members) {

    /** To be raised when the same seed no longer makes the same city. */
    static final int EDITION = 1;

    /**
     * Makes the city.
     *
     * @param sandbox the sandbox's data, whose people count towards the published figures
     * @param classes under which of several labels a household is counted depends on them
     */
    static City made(long seed, CityFigures figures, JsonNode sandbox, AssistanceClasses classes) {
        LabelOrder order = LabelOrder.on(figures.asOf(), classes);
        CityPeople people = new CityPeople(Draws.of(seed, "people"));
        SandboxHouseholds own = SandboxHouseholds.on(figures.asOf(), sandbox);
        List<CityHousehold> households = new CityHouseholds(figures, own, order, seed, people).all();
        CityUnion union = new CityUnion(figures, members(sandbox, figures.term()), seed, people, households);
        List<CityApplication> applications =
                new CityApplications(figures.asOf(), Draws.of(seed, "applications")).of(households);
        return new City(households, applications, union.employees(), union.units(), union.members());
    }

    /** What tells one city from another without making it. */
    static byte[] name(long seed) {
        return sha256().digest(("demonstration city " + EDITION + " " + seed).getBytes(StandardCharsets.UTF_8));
    }

    private static int members(JsonNode sandbox, int term) {
        int members = 0;
        for (JsonNode person : sandbox.get("people")) {
            for (JsonNode each : person.at("/unionMember/terms")) {
                members += each.get("term").intValue() == term ? 1 : 0;
            }
        }
        return members;
    }

    /** Everybody of the city. */
    Stream<CityPerson> people() {
        return Stream.concat(
                households.stream().flatMap(each -> each.members().stream()).map(CityHousehold.Member::person),
                employees.stream());
    }

    /** The households as the register takes them; a category that a household applied for is not among what they bring. */
    Stream<HouseholdRow> rows() {
        Set<String> applied = applications.stream()
                .filter(CityApplication::isApproved)
                .map(each -> each.household().fileNo())
                .collect(Collectors.toSet());
        return households.stream()
                .flatMap(each -> each.rows(applied.contains(each.fileNo()) ? List.of() : each.categories()));
    }

    /** SHA-256 over everything in it, in order. */
    byte[] digest() {
        MessageDigest digest = sha256();
        for (CityHousehold household : households) {
            add(digest, household.fileNo() + household.area() + household.categories());
            for (CityHousehold.Member each : household.members()) {
                add(digest, each.relation() + " " + each.seriouslyIll() + " " + each.from() + " " + each.to());
            }
        }
        people().forEach(each -> add(digest, each.idNumber() + each.name() + each.insurance()));
        applications.forEach(each -> add(
                digest,
                each.household().fileNo() + each.wanted() + each.lodgedOn() + " " + each.daysAgo() + each.steps()));
        units.forEach(each -> add(digest, each.toString()));
        members.forEach(each -> add(
                digest,
                each.person().idNumber() + each.term() + each.unit() + each.joinedOn() + each.firstJoiner()));
        return digest.digest();
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
