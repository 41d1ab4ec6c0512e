package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.WorkingStatus;

/** Made-up people whose year nobody has touched yet; the division 520299 was never issued. */
@ApplicationScoped
public class SamplePeople {

    private static final LocalDate BEGINNING = LocalDate.of(2017, 1, 1);
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final Registrations registrations;

    SamplePeople(Registrations registrations) {
        this.registrations = registrations;
    }

    /** A person as a hospital knows one. */
    public record Sample(UUID id, String idNumber, String name) {}

    /** A resident of no household of the register. */
    public Sample resident() {
        return enrolled(new Registrations.Enrolment(Scheme.RESIDENT, null, BEGINNING, null), "测试居民");
    }

    /** A working employee of no household of the register. */
    public Sample employee() {
        return enrolled(
                new Registrations.Enrolment(Scheme.EMPLOYEE, WorkingStatus.WORKING, BEGINNING, null), "测试职工");
    }

    /** A resident of a household with one category. */
    public Sample resident(HardshipCategory category) {
        return resident(category, false);
    }

    /** As {@link #resident(HardshipCategory)}, and the one named as seriously ill. */
    public Sample seriouslyIll(HardshipCategory category) {
        return resident(category, true);
    }

    private Sample resident(HardshipCategory category, boolean ill) {
        Sample person = resident();
        String fileNo = "T-" + NEXT.get();
        registrations.household(fileNo, "520201001001", BEGINNING);
        registrations.householdMember(fileNo, person.id(), ill, BEGINNING);
        registrations.category(
                fileNo, new CategoryPeriod(category, null, Department.owning(category), BEGINNING, null));
        return person;
    }

    /** A person with a name of one's own. */
    public Sample named(String name) {
        return enrolled(new Registrations.Enrolment(Scheme.RESIDENT, null, BEGINNING, null), name);
    }

    private Sample enrolled(Registrations.Enrolment enrolment, String name) {
        String number = number(NEXT.incrementAndGet());
        UUID id = registrations.person(IdNumber.parse(number).orElseThrow(), PersonName.of(name));
        registrations.enrol(id, enrolment);
        return new Sample(id, number, name);
    }

    /** A number of the made-up division with a right check digit (GB 11643). */
    public static String number(int n) {
        LocalDate born = LocalDate.of(1930, 1, 1).plusDays(n / 900);
        String digits = "520299" + born.format(DateTimeFormatter.BASIC_ISO_DATE) + (100 + n % 900);
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (digits.charAt(i) - '0');
        }
        return digits + "10X98765432".charAt(sum % 11);
    }
}
