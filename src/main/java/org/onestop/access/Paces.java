package org.onestop.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How fast each client may ask, and how often each address may show itself as a client that it is not. */
@ApplicationScoped
class Paces {

    /** A network of IPv6 is usually one customer's. */
    private static final int NETWORK_BYTES = 8;

    private final Pace requests;
    private final Pace failures;

    Paces(
            @ConfigProperty(name = "onestop.rate.per-second") int perSecond,
            @ConfigProperty(name = "onestop.rate.burst") int burst,
            @ConfigProperty(name = "onestop.rate.failed-tokens-per-minute") int failedPerMinute) {
        this.requests = new Pace(perSecond, Duration.ofSeconds(1), Math.max(burst, 1), System::nanoTime);
        this.failures = new Pace(failedPerMinute, Duration.ofMinutes(1), Math.max(failedPerMinute, 1), System::nanoTime);
    }

    /** One request of a client: 0, or after how many seconds it may ask again. */
    long request(String clientId) {
        return requests.take(clientId);
    }

    /** Whether an address may try to show itself: 0, or after how many seconds it may. */
    long attempt(String address) {
        return failures.look(network(address));
    }

    /** An address has shown itself as a client that it is not. */
    void failed(String address) {
        failures.take(network(address));
    }

    private static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            // A number, not a name: nothing is looked up.
            InetAddress number = InetAddress.getByName(address);
            return number instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(number.getAddress(), NETWORK_BYTES))
                    : number.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
