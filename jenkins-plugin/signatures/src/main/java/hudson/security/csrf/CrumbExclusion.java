package hudson.security.csrf;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What the plugin uses of {@code hudson.security.csrf.CrumbExclusion}. */
public abstract class CrumbExclusion {

    public CrumbExclusion() {
        throw new UnsupportedOperationException();
    }

    public boolean process(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        throw new UnsupportedOperationException();
    }
}
