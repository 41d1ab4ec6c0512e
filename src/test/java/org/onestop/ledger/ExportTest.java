package org.onestop.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;
import org.onestop.money.Money;

/** The journal as plain text, added up by others: by the test itself, and by hledger where it is installed. */
@QuarkusTest
class ExportTest {

    private static final SampleClient AUDITOR = SampleClient.of(Role.CIVIL_AFFAIRS_AUDITOR);
    private static final Pattern POSTING = Pattern.compile("    (?:assets|liabilities|equity|income|expenses):(\\S+) .*  CNY (\\S+)");
    private static final String EVER = "from=1900-01-01&to=2999-12-31";

    @Inject
    SampleBooks books;

    @BeforeEach
    void entries() {
        String bank = books.account(AccountType.ASSET, true);
        String income = books.account(AccountType.INCOME, false);
        books.move(bank, income, "12.34", LocalDate.of(2024, 7, 1));
        books.move(income, bank, "2.34", LocalDate.of(2024, 7, 2));
    }

    private static String journal() {
        return AUDITOR.get("mutual-aid/ledger/export?" + EVER).then().statusCode(200).extract().asString();
    }

    /** What each account must come to, debits positive. */
    private static Map<String, Money> trialBalance() {
        JsonPath balance = AUDITOR.get("mutual-aid/ledger/trial-balance?asOf=2999-12-31").then().statusCode(200).extract().jsonPath();
        Map<String, Money> sums = new TreeMap<>();
        for (int i = 0; i < balance.getList("accounts").size(); i++) {
            String at = "accounts[" + i + "].";
            Money sum = Money.parse(balance.getString(at + "debits")).minus(Money.parse(balance.getString(at + "credits")));
            if (!sum.isZero()) {
                sums.put(balance.getString(at + "code"), sum);
            }
        }
        return sums;
    }

    @Test
    void everyEntryBalancesAndTheAccountsComeToTheTrialBalance() {
        Map<String, Money> sums = new TreeMap<>();
        int entries = 0;
        for (String entry : journal().split("\n\n")) {
            Money sum = Money.ZERO;
            Matcher posting = POSTING.matcher(entry);
            while (posting.find()) {
                Money amount = Money.parse(posting.group(2));
                sum = sum.plus(amount);
                sums.merge(posting.group(1), amount, Money::plus);
                entries++;
            }
            assertEquals(Money.ZERO, sum, entry);
        }
        assertTrue(entries >= 4, "only " + entries + " postings");
        sums.values().removeIf(Money::isZero);
        assertEquals(trialBalance(), sums);
    }

    @Test
    void aForeignProgramComesToTheSame() throws IOException, InterruptedException {
        assumeTrue(installed("hledger"), "hledger is not installed");
        Path file = Files.createTempFile("books", ".journal");
        try {
            Files.writeString(file, journal(), StandardCharsets.UTF_8);
            hledger("-f", file.toString(), "check", "--strict");
            String answer =
                    hledger("-f", file.toString(), "balance", "--flat", "--no-total", "--output-format=csv");
            Map<String, Money> sums = new TreeMap<>();
            Matcher line = Pattern.compile("\"[a-z]+:(\\S+) [^\"]*\",\"(?:CNY ?)?(-?)(?:CNY ?)?([0-9.,]+)\"").matcher(answer);
            while (line.find()) {
                sums.put(line.group(1), Money.parse(line.group(2) + line.group(3).replace(",", "")));
            }
            assertEquals(trialBalance(), sums, answer);
        } finally {
            Files.delete(file);
        }
    }

    private static String hledger(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("hledger"));
        command.addAll(List.of(arguments));
        Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
        String answer = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, program.waitFor(), answer);
        return answer;
    }

    private static boolean installed(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
