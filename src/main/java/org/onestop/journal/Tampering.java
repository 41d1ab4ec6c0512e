package org.onestop.journal;

/** What a verification can find. */
public enum Tampering {
    /** A seal is signed by a key that nobody has been told of. */
    UNKNOWN_KEY("印章所用密钥不在公布之列", "sealed with a key that is not one of those made known"),
    /** A seal is signed by a key whose turn it is not at this height. */
    KEY_OUT_OF_TURN("印章所用密钥在此高度无效", "sealed with a key whose turn it is not at this height"),
    SIGNATURE_INVALID("印章签名无效", "the signature does not fit the header"),
    HEADER_CHANGED("区块头与其摘要不符", "the header is not what its digest says"),
    CHAIN_BROKEN("未接在上一区块之后", "does not follow on the block before"),
    BLOCK_MISSING("缺少区块", "a block is missing"),
    /** A seal that somebody was given earlier is not in the chain. */
    EARLIER_SEAL_MISSING("早先取得的印章不在链上", "a seal that was given out earlier is not in the chain"),
    LOG_DIFFERS("历史根与此前各区块不符", "the log's root is not that of the blocks before"),
    ROOT_DIFFERS("默克尔根与记录不符", "the Merkle root is not that of the leaves"),
    LEAF_MISSING("区块中缺少一个位置", "a position of the block has no leaf"),
    LEAF_STRAY("位置不属于任何区块", "a leaf belongs to no block"),
    RECORD_MISSING("已封存的记录被删除", "a sealed record is gone"),
    RECORD_CHANGED("已封存的记录被改动或调换", "a sealed record was changed or exchanged"),
    /** A record is dated long before everything of that time was sealed. */
    RECORD_SEALED_LATE("记录日期早于其封存时间过多(倒签)", "dated long before its seal: all of that time had been sealed already"),
    RECORD_NOT_SEALED("记录未被封存", "an old record has never been sealed"),
    ROW_MISSING("记录所指的数据被删除", "the row that a record is of is gone"),
    ROW_CHANGED("数据与其记录的摘要不符", "the row is not what its record says"),
    ROW_WITHOUT_RECORD("数据没有记录(补插)", "the row has no record: it was put in behind the service's back"),
    COLUMN_DIFFERS("字段与其所属文书不符", "a column differs from the document that covers it"),
    DERIVED_DIFFERS("派生数据与来源不符", "does not follow from what it is made of"),
    NO_WITNESS("无法核对此类记录的数据", "nobody shows the rows of this kind of record"),
    /** Only in a bundle: the file itself. */
    BUNDLE_BROKEN("文件不完整或被改动", "the file is incomplete or was changed");

    private final String chinese;
    private final String english;

    Tampering(String chinese, String english) {
        this.chinese = chinese;
        this.english = english;
    }

    /** In Chinese and in English. */
    public String text() {
        return chinese + " " + english;
    }
}
