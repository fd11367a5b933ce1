package dev.approvalgate.server.cli;

import dev.approvalgate.adapter.config.GateSettings;
import dev.approvalgate.server.GateServer;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the server until it is told to end. */
@Command(
        name = "serve",
        description =
                "Runs the server until SIGTERM or Ctrl-C; then it turns new requests away and finishes what runs.")
final class ServeCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private Common common = new Common();

    @Mixin
    private ConfigOption config = new ConfigOption();

    ServeCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        GateSettings settings = config.read(context.environment());
        GateServer server = GateServer.start(settings, context.clock());
        var ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            ended.countDown();
                        },
                        "gate-shutdown"));
        common.answer(
                StartupLines.of(settings, server),
                Map.of(
                        "ok", true,
                        "public_url", server.publicUrl().toString(),
                        "admin_url", server.adminUrl().toString()));
        try {
            ended.await();
        } finally {
            server.close();
        }
        return 0;
    }
}
