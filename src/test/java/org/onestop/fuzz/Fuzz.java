package org.onestop.fuzz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.onestop.http.DocumentedOperation;

/**
 * A run of bent requests against a running service. Each has a seed of its own, made of the run's and its number; what the
 * service's answers have named before goes into later ones.
 */
final class Fuzz {

    private static final int MOST_FAULTS = 25;

    private final int port;
    private final long seed;
    private final Random random;
    private final Map<String, String> tokens;
    private final List<DocumentedOperation> operations = DocumentedOperation.all();
    private final Map<String, List<String>> callers;
    private final Judge judge = new Judge();
    private final Oddities odd;
    private final Bending bending;
    private final Finds finds;
    private final Map<String, String> faults = new TreeMap<>();
    private final Map<String, Integer> reached = new TreeMap<>();
    private int sent;

    /**
     * @param trap    port of a listener that must not hear anything
     * @param tokens  by client
     * @param callers the clients that may call an operation, by the operation's id
     */
    Fuzz(int port, int trap, long seed, Map<String, String> tokens, Map<String, List<String>> callers) {
        this.port = port;
        this.seed = seed;
        this.random = new Random(seed);
        this.tokens = tokens;
        this.callers = callers;
        this.odd = new Oddities(random, trap);
        this.finds = new Finds(random);
        this.bending = new Bending(odd, finds, trap);
    }

    /** Sends requests until enough is found, or so many are sent and the time is up. */
    void run(int requests, long untilNanos) {
        while ((sent < requests || System.nanoTime() < untilNanos) && faults.size() < MOST_FAULTS) {
            random.setSeed(seed * 1_000_003 + sent++);
            one();
        }
    }

    private void one() {
        DocumentedOperation operation = odd.any(operations);
        Request request = bending.plausible(operation);
        sign(request);
        for (int bends = odd.any(List.of(0, 1, 1, 1, 1, 2, 2, 3)); bends > 0; bends--) {
            bending.bend(request);
        }
        try {
            Wire.Answer answer = Wire.exchange(port, request.bytes(), request.method.equals("HEAD"));
            String fault = judge.fault(request, answer);
            if (fault != null) {
                faults.putIfAbsent(operation.id() + ": " + answer.status() + " " + fault,
                        "#" + sent + " " + request + "\n-> " + answer.status() + " " + answer.headers() + "\n" + shortened(answer.text()));
            } else if (request.meetsItsOperation && answer.status() < 300) {
                reached.merge(operation.id(), 1, Integer::sum);
                finds.keep(answer);
            }
        } catch (IOException e) {
            faults.putIfAbsent(operation.id() + ": " + e.getMessage(), "#" + sent + " " + request);
        }
    }

    /** Mostly one who may, sometimes one who may not, seldom nobody. */
    private void sign(Request request) {
        List<String> may = callers.getOrDefault(request.operation.id(), List.of());
        String client = may.isEmpty() || odd.oneIn(8) ? odd.any(new ArrayList<>(tokens.keySet())) : odd.any(may);
        if (request.operation.id().equals("issueToken")) {
            if (odd.oneIn(2)) {
                request.header("Authorization", "Basic cG9saWN5LWFkbWluOnNhbmRib3gtcG9saWN5LWFkbWlu");
            }
        } else if (!odd.oneIn(40)) {
            request.header("Authorization", "Bearer " + tokens.get(client));
        }
        if (request.operation.needsKey()) {
            request.header("Idempotency-Key", odd.oneIn(10) ? "again" : new UUID(random.nextLong(), random.nextLong()).toString());
        }
        if (odd.oneIn(3)) {
            request.header("Accept-Language", "en");
        }
    }

    /** What was found wrong, each kind once, with the first request that showed it. */
    Map<String, String> faults() {
        return faults;
    }

    /** Whether most operations have done what they are for; a run that never gets past the door shows nothing. */
    boolean reachedMost() {
        return reached.size() * 2 > operations.size();
    }

    String summary() {
        return sent + " requests, seed " + seed + ", statuses " + judge.statuses() + ", " + reached.size() + " of " + operations.size()
                + " operations succeeded at least once";
    }

    private static String shortened(String text) {
        return text.length() > 600 ? text.substring(0, 600) + "..." : text;
    }
}
