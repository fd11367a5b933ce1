package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One path of the surface: checks the method, and turns every failure into a problem document. */
abstract class Endpoint extends HttpServlet {

    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

    private final transient List<String> methods;

    /**
     * @param methods that it takes; none for any
     */
    Endpoint(String... methods) {
        this.methods = List.of(methods);
    }

    /**
     * Answers a request of one of the methods.
     *
     * @throws GateException to answer with a problem
     */
    abstract void serve(HttpServletRequest request, HttpServletResponse response) throws IOException;

    /** Writes what a caller is told of a failure; overridden where a protocol has a form of its own. */
    void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        Answers.problem(response, problem);
    }

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean head = request.getMethod().equals("HEAD") && methods.contains("GET");
        if (!head && !methods.isEmpty() && !methods.contains(request.getMethod())) {
            response.setHeader("Allow", String.join(", ", methods));
            refuse(
                    request,
                    response,
                    Problem.of(ReasonCode.METHOD_NOT_ALLOWED, "use " + String.join(" or ", methods) + " here"));
            return;
        }
        try {
            serve(request, response);
        } catch (GateException e) {
            LOG.debug(
                    "{} {} refused: {}",
                    request.getMethod(),
                    request.getServletPath(),
                    e.reason().code());
            refuse(request, response, Problem.of(e));
        } catch (RuntimeException e) {
            LOG.error("{} {} failed unexpectedly", request.getMethod(), request.getServletPath(), e);
            refuse(request, response, Problem.internal());
        }
    }
}
