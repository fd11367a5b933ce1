package io.jenkins.plugins.approvalgate.web;

import hudson.Extension;
import hudson.security.csrf.CrumbExclusion;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/** Lets Slack's calls through without a crumb: their signature says more than a crumb could. */
@Extension
public final class SlackCrumbs extends CrumbExclusion {

    private static final Set<String> PATHS =
            Set.of("/" + GateRoot.PATH + "/interactions", "/" + GateRoot.PATH + "/commands");

    @Override
    public boolean process(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getPathInfo();
        if (path == null || !PATHS.contains(path)) {
            return false;
        }
        chain.doFilter(request, response);
        return true;
    }
}
