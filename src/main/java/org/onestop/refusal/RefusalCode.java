package org.onestop.refusal;

import java.util.Locale;

/**
 * The closed list of stable codes with which the service says "no" (拒绝码).
 *
 * <p>The order of the constants is the order of precedence: where several apply, the first is answered. The texts
 * stand in {@code messages/refusals_zh.properties} and {@code messages/refusals_en.properties}, keyed by
 * {@link #code()}. A code, once published, keeps its meaning and its status for ever.
 */
public enum RefusalCode {
    // who is calling
    UNAUTHENTICATED(401),
    // the envelope
    PATH_NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    UNSUPPORTED_MEDIA_TYPE(415),
    BODY_TOO_LARGE(413),
    // the form of the request: details in errors[], see FieldFault
    MALFORMED_JSON(400),
    IDEMPOTENCY_KEY_MISSING(400),
    IDEMPOTENCY_KEY_INVALID(400),
    INVALID_REQUEST(400),
    // what the caller may
    FORBIDDEN(403),
    BINDING_MISSING(403),
    HOSPITAL_MISMATCH(403),
    AREA_MISMATCH(403),
    LEVEL_MISMATCH(403),
    DEPARTMENT_MISMATCH(403),
    SAME_SUBJECT(403),
    // the idempotency key
    IDEMPOTENCY_KEY_REUSED(422),
    KEY_FENCED(409),
    REQUEST_IN_PROGRESS(409),
    // things that are not there
    SETTLEMENT_NOT_FOUND(404),
    POLICY_NOT_FOUND(404),
    HOSPITAL_NOT_FOUND(404),
    ITEM_NOT_FOUND(404),
    HOUSEHOLD_NOT_FOUND(404),
    HOUSEHOLD_MEMBER_NOT_FOUND(404),
    APPLICATION_NOT_FOUND(404),
    CATEGORY_NOT_FOUND(404),
    IMPORT_NOT_FOUND(404),
    IMPORT_KIND_NOT_FOUND(404),
    ENTRY_NOT_FOUND(404),
    ACCOUNT_NOT_FOUND(404),
    FINDING_NOT_FOUND(404),
    RECORD_NOT_FOUND(404),
    SEAL_NOT_FOUND(404),
    VERIFICATION_NOT_FOUND(404),
    UNIT_NOT_FOUND(404),
    MEMBERSHIP_NOT_FOUND(404),
    CONTRIBUTION_NOT_FOUND(404),
    BENEFIT_NOT_FOUND(404),
    BATCH_NOT_FOUND(404),
    CLIENT_NOT_FOUND(404),
    SECRET_NOT_FOUND(404),
    // judged by value or rule
    HOSPITAL_UNKNOWN(422),
    TOO_MANY_LINES(422),
    ID_NUMBER_INVALID(422),
    AMOUNT_OUT_OF_RANGE(422),
    VALUE_OUT_OF_RANGE(422),
    DATES_OUT_OF_ORDER(422),
    DATE_IN_FUTURE(422),
    DUPLICATE_LINE_NUMBER(422),
    TOTAL_MISMATCH(422),
    POLICY_VALUE_INVALID(422),
    NO_POLICY_IN_FORCE(422),
    PERSON_NAME_MISMATCH(422),
    PERSON_NOT_INSURED(422),
    LINE_AMOUNT_MISMATCH(422),
    REFUND_EXCEEDS_CHARGE(422),
    REFERRAL_REQUIRED(422),
    DIVISION_UNKNOWN(422),
    CREDIT_CODE_INVALID(422),
    PERSON_UNKNOWN(422),
    GRADE_MISMATCH(422),
    WORKING_STATUS_MISMATCH(422),
    VISIT_RECORD_MISSING(422),
    RETURN_TARGET_INVALID(422),
    HOUSEHOLD_WITHOUT_MEMBERS(422),
    FILE_UNREADABLE(422),
    FILE_COLUMNS_INVALID(422),
    PERIOD_NOT_OVER(422),
    UNIT_UNKNOWN(422),
    TOO_MANY_MEMBERS(422),
    MEMBERS_NOT_DUE(422),
    FUND_INSUFFICIENT(422),
    ROWS_REJECTED(422),
    SECRET_WEAK(422),
    // conflicts with a state
    BILL_ALREADY_SETTLED(409),
    ALREADY_REVERSED(409),
    ALREADY_CLEARED(409),
    NEWER_SETTLEMENTS_STAND(409),
    SPLIT_CHANGED(409),
    HOUSEHOLD_EXISTS(409),
    PERSON_IN_ANOTHER_HOUSEHOLD(409),
    APPLICATION_ALREADY_OPEN(409),
    CATEGORY_IN_FORCE(409),
    CATEGORY_ENDED(409),
    STEP_OUT_OF_ORDER(409),
    APPLICATION_CLOSED(409),
    PERIOD_OVERLAP(409),
    PERIOD_ENDED(409),
    NOTHING_TO_CORRECT(409),
    IMPORT_FINISHED(409),
    ALREADY_POSTED(409),
    ENTRY_ALREADY_REVERSED(409),
    PERIOD_CLOSED(409),
    ACCOUNT_OVERDRAWN(409),
    UNIT_EXISTS(409),
    UNIT_OPEN(409),
    UNIT_CLOSED(409),
    MEMBER_ALREADY(409),
    MEMBERSHIP_ENDED(409),
    MEMBERSHIP_IN_FORCE(409),
    CONTRIBUTION_PAID(409),
    CONTRIBUTION_NOT_PAID(409),
    MEMBERSHIP_USED(409),
    BANK_REFERENCE_USED(409),
    SUSPENSE_EXCEEDED(409),
    BENEFIT_NOT_OPEN(409),
    BENEFIT_NOT_APPROVED(409),
    BENEFIT_ORDERED(409),
    BENEFIT_ALREADY_PAID(409),
    BENEFIT_NOT_RECOVERABLE(409),
    REPAYMENT_EXCEEDED(409),
    NOTHING_TO_PAY(409),
    CLIENT_EXISTS(409),
    CLIENT_RETIRED(409),
    SECRETS_EXHAUSTED(409),
    LAST_SECRET(409),
    LAST_ADMIN(409),
    RECORD_NOT_SEALED(409),
    VERIFICATION_RUNNING(409),
    // capacity and faults
    RATE_LIMITED(429),
    OVERLOADED(503),
    OUTCOME_UNKNOWN(503),
    INTERNAL_ERROR(500);

    private final int status;
    private final String code;

    RefusalCode(int status) {
        this.status = status;
        this.code = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The code as callers see it, such as {@code bill-already-settled}. */
    public String code() {
        return code;
    }

    /** The HTTP status it is answered with. */
    public int status() {
        return status;
    }
}
