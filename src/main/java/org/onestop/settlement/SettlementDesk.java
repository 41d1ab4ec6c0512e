package org.onestop.settlement;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Supplier;
import org.onestop.bill.BillReader;
import org.onestop.bill.ReceivedBill;
import org.onestop.http.Fields;
import org.onestop.http.JsonBody;
import org.onestop.idempotency.Fingerprints;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * Settles and reverses for callers within this program, on the very path of a hospital's request: the same body, read as
 * strictly, the same key and fingerprint, so that either may repeat what the other began.
 */
@ApplicationScoped
public class SettlementDesk {

    private final SettlementService settlements;
    private final ReversalService reversals;
    private final Fingerprints fingerprints;

    SettlementDesk(SettlementService settlements, ReversalService reversals, Fingerprints fingerprints) {
        this.settlements = settlements;
        this.reversals = reversals;
        this.fingerprints = fingerprints;
    }

    /**
     * Settles a bill, once for its key.
     *
     * @param clientId under whose name
     * @param key      idempotency key
     * @param bill     JSON as a hospital sends it
     * @return id of the settlement
     * @throws org.onestop.refusal.RefusedException as a hospital's request would be refused
     */
    public UUID settle(String clientId, String key, byte[] bill) {
        JsonBody json = JsonBody.read(new ByteArrayInputStream(bill));
        Fields fields = Fields.of(json);
        ReceivedBill received = BillReader.settlement(fields);
        fields.refuseIfFaulty();
        byte[] fingerprint = fingerprints.of("POST", SettlementResource.PATH, json.canonical());
        return inTime(() -> settlements.settle(new SettleRequest(clientId, key, fingerprint, received)));
    }

    /**
     * Reverses a settlement, once for the key.
     *
     * @param hospitalCode whose settlement it is
     * @param reason       not null
     * @return id of the reversal
     * @throws org.onestop.refusal.RefusedException as a hospital's request would be refused
     */
    public UUID reverse(String clientId, String hospitalCode, UUID settlement, String key, String reason) {
        String content = JsonNodeFactory.instance.objectNode().put("reason", reason).toString();
        JsonBody json = JsonBody.read(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
        String path = SettlementResource.PATH + "/" + settlement + "/reversal";
        byte[] fingerprint = fingerprints.of("POST", path, json.canonical());
        return inTime(() -> reversals.reverse(
                new ReversalTransaction.Request(clientId, hospitalCode, settlement, reason, key, fingerprint)));
    }

    private static UUID inTime(Supplier<Answer> work) {
        try {
            return work.get().id();
        } catch (LostRaceException lost) {
            throw Refusal.of(RefusalCode.REQUEST_IN_PROGRESS).asException();
        }
    }
}
