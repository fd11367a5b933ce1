package dev.approvalgate.adapter.jwt;

import java.util.function.Supplier;

/**
 * Runs something with this class's loader as the thread's context class loader. The JWT library finds its implementation through the
 * context class loader and remembers what it found; in a process that hosts several copies of the library, a first use on a foreign
 * thread would find another's.
 */
public final class OwnLoader {

    private OwnLoader() {}

    /** {@return what the work gives} */
    public static <T> T call(Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(OwnLoader.class.getClassLoader());
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
