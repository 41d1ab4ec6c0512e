package org.onestop.imports;

import java.util.Arrays;

/** What a file is, told from its first bytes: what its sender calls it counts for nothing. */
enum FileFormat {
    CSV,
    XLSX;

    private static final byte[] ZIP = {'P', 'K', 3, 4};

    /** Of the binary spreadsheets of before 2007, {@code .xls}, and of a sheet that is locked by a password. */
    private static final byte[] COMPOUND = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    /**
     * The format of a file.
     *
     * @param beginning its first bytes
     * @throws UnreadableFileException where it is a spreadsheet of the old kind
     */
    static FileFormat of(byte[] beginning) {
        if (startsWith(beginning, COMPOUND)) {
            throw new UnreadableFileException("xls");
        }
        return startsWith(beginning, ZIP) ? XLSX : CSV;
    }

    private static boolean startsWith(byte[] bytes, byte[] sign) {
        return bytes.length >= sign.length && Arrays.equals(bytes, 0, sign.length, sign, 0, sign.length);
    }
}
