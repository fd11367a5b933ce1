package dev.approvalgate.adapter.github;

import dev.approvalgate.adapter.github.GitHubTransport.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;
import org.kohsuke.github.connector.GitHubConnectorResponse.ByteArrayResponse;

/**
 * Lets the github-api library read as the App through our own connection, with its credentials and bounds. The library is used for what
 * the App is; not for who wrote and reviewed a change, because it finds those people by their names, which can change hands, where the
 * answers themselves carry immutable ids.
 */
final class LibraryConnector implements GitHubConnector {

    private final GitHubHttp http;

    private LibraryConnector(GitHubHttp http) {
        this.http = http;
    }

    /** {@return the library, speaking as the App} */
    static GitHub asApp(GitHubHttp http) throws IOException {
        return new GitHubBuilder()
                .withEndpoint(http.settings().apiBase().toString())
                .withConnector(new LibraryConnector(http))
                .build();
    }

    @Override
    public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
        if (!request.method().equals("GET")) {
            throw new IOException("only reading goes through the library");
        }
        try {
            URI target = request.url().toURI();
            return new Answer(request, http.asApp("GET", target));
        } catch (URISyntaxException e) {
            throw new IOException("not an address", e);
        }
    }

    private static final class Answer extends ByteArrayResponse {

        private final byte[] body;

        Answer(GitHubConnectorRequest request, Reply reply) {
            super(request, reply.status(), reply.headers().map());
            this.body = reply.body();
        }

        @Override
        protected InputStream rawBodyStream() {
            return new ByteArrayInputStream(body);
        }
    }
}
