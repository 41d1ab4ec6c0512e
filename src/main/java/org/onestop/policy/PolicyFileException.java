package org.onestop.policy;

import java.util.List;
import java.util.stream.Collectors;
import org.onestop.start.StartRefusedException;

/** The policy files can't be used; the start is refused. Names every fault with its file, key and reason. */
public final class PolicyFileException extends StartRefusedException {

    private final transient List<Fault> faults;

    PolicyFileException(List<Fault> faults) {
        super(faults.stream()
                .map(Fault::toString)
                .collect(Collectors.joining("\n  ", "政策文件有误 / the policy files are faulty:\n  ", "")));
        this.faults = List.copyOf(faults);
    }

    /** What is wrong, in the order of the files; never empty. */
    public List<Fault> faults() {
        return faults;
    }

    /**
     * One fault.
     *
     * @param file   the file's path below the policy directory, or the directory itself
     * @param key    JSON pointer (RFC 6901) inside the file; empty for the file as a whole
     * @param reason what is wrong, in Chinese and English
     */
    public record Fault(String file, String key, String reason) {

        @Override
        public String toString() {
            return file + (key.isEmpty() ? "" : " " + key) + ": " + reason;
        }
    }
}
