package org.onestop.access;

/** How the two numbers of an SM2 signature are written. */
public enum SignatureForm {
    /** As ASN.1 has it, a SEQUENCE of two INTEGERs (GB/T 35276); what OpenSSL writes. */
    DER,
    /** One after the other, 32 bytes each. */
    RAW
}
