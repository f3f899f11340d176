// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

import java.util.zip.CRC32;

/**
 * What came of an upload.
 */
public final class Upload {

    private final CRC32 sum = new CRC32();

    private int size;

    /**
     * Takes a part of it.
     * @param part an array
     * @param count how many bytes of it
     */
    public void add(byte[] part, int count) {
        this.sum.update(part, 0, count);
        this.size += count;
    }

    /**
     * The answer to it.
     * @return how much came, and what it was
     */
    public String answer() {
        return "%d bytes, CRC %08x%n".formatted(this.size, this.sum.getValue());
    }

}
