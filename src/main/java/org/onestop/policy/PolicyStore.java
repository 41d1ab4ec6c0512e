package org.onestop.policy;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.onestop.adjudication.Policy;
import org.onestop.adjudication.Scheme;
import org.onestop.policy.PolicyRows.StoredSet;
import org.onestop.policy.UsedPolicyChangedException.Difference;
import org.onestop.refusal.Refusal;
import org.onestop.time.BusinessClock;

/** Keeps the values that settlements have used, so that they can be read for ever and never change. */
@ApplicationScoped
public class PolicyStore {

    /** After the migrations and everything else that the database needs. */
    private static final int LATE = Interceptor.Priority.PLATFORM_AFTER;

    private final AgroalDataSource database;
    private final PolicyBook book;
    private final BusinessClock clock;
    private final Set<String> remembered = ConcurrentHashMap.newKeySet();
    private final Map<String, Policy> loaded = new ConcurrentHashMap<>();

    PolicyStore(AgroalDataSource database, PolicyBook book, BusinessClock clock) {
        this.database = database;
        this.book = book;
        this.clock = clock;
    }

    void atStart(@Observes @Priority(LATE) StartupEvent event) {
        check();
    }

    /**
     * Keeps a set and its values, if they aren't kept yet. To be called before the settlement that names the set is
     * written; costs nothing but a look into memory from the second time on.
     *
     * <p>It commits by itself, whatever transaction surrounds it: what is remembered in memory must never be rolled
     * back.
     *
     * @param set of the policies in force; never one of a trial
     */
    public void remember(PolicySet set) {
        if (!isRemembered(set)) {
            write(set);
            remembered.add(set.digestHex());
        }
    }

    /** Whether {@link #remember} has nothing to do. */
    public boolean isRemembered(PolicySet set) {
        return remembered.contains(set.digestHex());
    }

    @Transactional(TxType.NOT_SUPPORTED)
    void write(PolicySet set) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                PolicyRows.write(connection, set, clock.now());
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the policy of a settlement could not be stored", e);
        }
    }

    /**
     * The policy of a stored set, made of the stored values alone, whatever the files say now.
     *
     * @param setDigest 32 bytes
     * @return empty where no settlement has used such a set
     * @throws IllegalStateException if what is stored is not what was written
     */
    public Optional<Policy> load(byte[] setDigest) {
        String hex = HexFormat.of().formatHex(setDigest);
        Policy known = loaded.get(hex);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Policy> policy = read(setDigest).map(PolicySet::policy);
        policy.ifPresent(found -> loaded.put(hex, found));
        return policy;
    }

    /**
     * A stored set as it is stored at this moment, whatever was read of it before.
     *
     * @param setDigest 32 bytes
     * @return empty where no settlement has used such a set
     * @throws IllegalStateException if what is stored is not what was written
     */
    public Optional<PolicySet> read(byte[] setDigest) {
        return stored(setDigest).map(set -> set(set, HexFormat.of().formatHex(setDigest)));
    }

    /**
     * What is wrong with a draft, laid on everything that settlements have used and on what is in force on a day.
     *
     * @return as {@link PolicyDraft#refusal} says; empty where it is sound
     */
    public Optional<Refusal> refusal(PolicyDraft draft, LocalDate on) {
        Stream<PolicySet> present = Arrays.stream(Scheme.values()).flatMap(each -> book.find(each, on).stream());
        return draft.refusal(Stream.concat(present, sets().stream()).toList());
    }

    /** Every stored set that can be read: the others are a recomputation's to find. */
    private List<PolicySet> sets() {
        List<byte[]> digests;
        try (Connection connection = database.getConnection()) {
            digests = PolicyRows.sets(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the stored policies could not be read", e);
        }
        return digests.stream().flatMap(digest -> readable(digest).stream()).toList();
    }

    private Optional<PolicySet> readable(byte[] digest) {
        try {
            return read(digest);
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    /**
     * Makes sure that the present files still say everything that settlements were made by.
     *
     * @throws UsedPolicyChangedException naming every value that changed or is gone
     */
    public void check() {
        List<Difference> differences = new ArrayList<>();
        for (PolicyValue used : used()) {
            Optional<PolicyValue> present = book.value(used.id(), used.from());
            if (present.isEmpty()) {
                differences.add(new Difference(used.id(), used.from(), "已不在文件中 / no longer in the files"));
            } else if (!present.get().digest().equals(used.digest())) {
                differences.add(new Difference(used.id(), used.from(), difference(used, present.get())));
            }
        }
        if (!differences.isEmpty()) {
            throw new UsedPolicyChangedException(differences);
        }
    }

    private static String difference(PolicyValue used, PolicyValue present) {
        List<String> parts = new ArrayList<>();
        if (!used.value().equals(present.value())) {
            parts.add("值 value " + used.value() + " -> " + present.value());
        }
        if (!used.source().equals(present.source())) {
            parts.add("依据 source " + used.source() + " -> " + present.source());
        }
        return String.join("; ", parts);
    }

    private static PolicySet set(StoredSet stored, String hex) {
        Map<String, PolicyValue> values = new TreeMap<>();
        stored.values().forEach(value -> values.put(value.id(), value));
        InForce inForce = new InForce(values);
        Policy policy = SchemeParameters.of(stored.scheme()).policy(inForce);
        if (!inForce.missing().isEmpty()) {
            throw new IllegalStateException("policy set " + hex + " has no value of " + inForce.missing());
        }
        PolicySet set = new PolicySet(policy, stored.values());
        if (!set.digestHex().equals(hex)) {
            throw new IllegalStateException("policy set " + hex + " is not what was written");
        }
        return set;
    }

    private Optional<StoredSet> stored(byte[] setDigest) {
        try (Connection connection = database.getConnection()) {
            return PolicyRows.set(connection, setDigest);
        } catch (SQLException e) {
            throw new IllegalStateException("a stored policy could not be read", e);
        }
    }

    private List<PolicyValue> used() {
        try (Connection connection = database.getConnection()) {
            return PolicyRows.used(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the policies used so far could not be read", e);
        }
    }
}
