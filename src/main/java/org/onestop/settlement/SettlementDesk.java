package org.onestop.settlement;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.util.UUID;
import org.onestop.bill.BillReader;
import org.onestop.bill.ReceivedBill;
import org.onestop.http.Fields;
import org.onestop.http.JsonBody;
import org.onestop.idempotency.Fingerprints;

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
     * @throws LostRaceException if others were faster every time; nothing was written
     */
    public UUID settle(String clientId, String key, byte[] bill) {
        JsonBody json = JsonBody.read(new ByteArrayInputStream(bill));
        Fields fields = Fields.of(json);
        ReceivedBill received = BillReader.settlement(fields);
        fields.refuseIfFaulty();
        byte[] fingerprint = fingerprints.of("POST", SettlementResource.PATH, json.canonical());
        return settlements.settle(new SettleRequest(clientId, key, fingerprint, received)).id();
    }

    /**
     * Reverses a settlement, once for the key.
     *
     * @param hospitalCode whose settlement it is
     * @param reason       not null
     * @return id of the reversal
     * @throws org.onestop.refusal.RefusedException as a hospital's request would be refused
     * @throws LostRaceException if others were faster every time; nothing was written
     */
    public UUID reverse(String clientId, String hospitalCode, UUID settlement, String key, String reason) {
        byte[] content = ("{\"reason\":\"" + reason + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String path = SettlementResource.PATH + "/" + settlement + "/reversal";
        byte[] canonical = JsonBody.read(new ByteArrayInputStream(content)).canonical();
        return reversals
                .reverse(new ReversalTransaction.Request(
                        clientId, hospitalCode, settlement, reason, key, fingerprints.of("POST", path, canonical)))
                .id();
    }
}
