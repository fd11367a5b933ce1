package dev.approvalgate.adapter.config;

/**
 * Where something stands.
 *
 * @param file the file as it was named to us, or {@code environment} for the process's environment
 * @param line from 1; 0 where it concerns the file as a whole
 * @param column from 1, in code points; 0 where it concerns the file as a whole
 */
public record Place(String file, int line, int column) {

    /** {@return the file as a whole} */
    static Place whole(String file) {
        return new Place(file, 0, 0);
    }

    /** {@return the place as {@code file:line:column}, the form that editors and terminals make clickable} */
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
