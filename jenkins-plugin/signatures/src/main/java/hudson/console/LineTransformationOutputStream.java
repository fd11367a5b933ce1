package hudson.console;

import java.io.IOException;
import java.io.OutputStream;

/** What the plugin uses of {@code hudson.console.LineTransformationOutputStream}. */
public abstract class LineTransformationOutputStream extends OutputStream {

    public LineTransformationOutputStream() {
        throw new UnsupportedOperationException();
    }

    protected abstract void eol(byte[] b, int len) throws IOException;

    @Override
    public void write(int b) throws IOException {
        throw new UnsupportedOperationException();
    }

    public abstract static class Delegating extends LineTransformationOutputStream {

        protected final OutputStream out;

        {
            out = null;
        }

        protected Delegating(OutputStream out) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void flush() throws IOException {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() throws IOException {
            throw new UnsupportedOperationException();
        }
    }
}
