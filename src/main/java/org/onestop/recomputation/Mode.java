package org.onestop.recomputation;

/** By which law stored bills are decided again. */
enum Mode {
    /** 复算: by the stored values of each; what differs is told. */
    STORED,
    /** 草案测算: by a draft; what it would cost is told. */
    DRAFT
}
