package dev.approvalgate.server.http;

import jakarta.servlet.http.HttpServlet;
import java.util.Map;

/** Pages for people that the public listener serves beside its own. */
@FunctionalInterface
public interface PageSet {

    /** {@return the pages by path, as servlet mappings} */
    Map<String, HttpServlet> servlets();
}
