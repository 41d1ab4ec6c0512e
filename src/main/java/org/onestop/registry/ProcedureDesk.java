package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.ByteArrayInputStream;
import java.util.UUID;
import java.util.function.Function;
import org.onestop.access.Caller;
import org.onestop.http.Fields;
import org.onestop.http.JsonBody;

/**
 * Lodges applications and takes their steps for callers within this program, on the very path of a registrar's request and
 * read as strictly, inside the caller's transaction. There is no key: whoever calls sees to it that nothing is done twice.
 */
@ApplicationScoped
public class ProcedureDesk {

    private final Applications applications;
    private final Procedure procedure;

    ProcedureDesk(Applications applications, Procedure procedure) {
        this.applications = applications;
        this.procedure = procedure;
    }

    /**
     * Lodges an application.
     *
     * @param caller      a registrar who answers for the household
     * @param application JSON as a registrar sends it
     * @return id of the application
     * @throws org.onestop.refusal.RefusedException as a registrar's request would be refused
     */
    @Transactional
    public UUID lodge(Caller caller, String fileNo, byte[] application) {
        LodgeApplication request = read(application, LodgeApplication::read);
        return ((Applications.Standing) applications.lodge(caller, fileNo, request).body()).id();
    }

    /**
     * Takes a step.
     *
     * @param step JSON as a registrar sends it
     * @throws org.onestop.refusal.RefusedException as a registrar's request would be refused
     */
    @Transactional
    public void take(Caller caller, String fileNo, UUID application, byte[] step) {
        procedure.take(caller, fileNo, application.toString(), read(step, TakeStep::read));
    }

    private static <T> T read(byte[] json, Function<Fields, T> form) {
        Fields fields = Fields.of(JsonBody.read(new ByteArrayInputStream(json)));
        T request = form.apply(fields);
        fields.close();
        fields.refuseIfFaulty();
        return request;
    }
}
