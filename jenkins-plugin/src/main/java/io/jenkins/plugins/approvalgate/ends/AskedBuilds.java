package io.jenkins.plugins.approvalgate.ends;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import io.jenkins.plugins.approvalgate.facts.BuildName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The builds that have asked, each in a file of its own until the gate has been told of its end.
 *
 * <p>A file lies there before the first word is said to the gate, so that nothing a build asks for or is given can be forgotten: not by a
 * kill at any moment, and not while the plugin is disabled or the build's job is deleted. Whatever lies there of a build that does not run
 * is to be ended. That a single block of a build that goes on has ended is written before Pipeline goes on. A list of builds of this
 * controller that a server holds would have needed the server for it, and would not know of blocks.
 */
public final class AskedBuilds {

    private static final Logger LOG = LoggerFactory.getLogger(AskedBuilds.class);

    private final AskedFolder folder;
    private @Nullable Map<Key, AskedBuild> builds;

    private record Key(String gate, BuildName build) {}

    /**
     * The builds of a controller.
     *
     * @param folder where the files lie; made when it is needed
     */
    public AskedBuilds(Path folder) {
        this.folder = new AskedFolder(folder);
    }

    /**
     * Notes that a build is about to ask.
     *
     * @throws GateException with {@code store_failed}; nothing must be asked then
     */
    public synchronized void asks(String gate, BuildName build) {
        if (!builds().containsKey(new Key(gate, build))) {
            try {
                keep(new AskedBuild(gate, build, List.of()));
            } catch (IOException e) {
                builds().remove(new Key(gate, build));
                throw failed("written", e);
            }
        }
    }

    /**
     * Notes that a block has ended, for every gate that its build has asked: only one knows the request. Where that cannot be written, it is
     * kept in memory, and the build's own end will do.
     *
     * @param gate which gate, where the build was not noted before
     */
    public synchronized void ended(String gate, BuildName build, EndedBlock block) {
        List<AskedBuild> asked = of(build);
        for (AskedBuild one : asked.isEmpty() ? List.of(new AskedBuild(gate, build, List.of())) : asked) {
            keepOrWarn(one.with(block));
        }
    }

    /** Notes that the gate knows of a block's end. */
    synchronized void told(AskedBuild asked, EndedBlock block) {
        AskedBuild now = builds().get(key(asked));
        if (now != null) {
            keepOrWarn(now.without(block));
        }
    }

    /** Forgets a build whose gate knows of its end. */
    synchronized void forget(AskedBuild asked) {
        builds().remove(key(asked));
        try {
            folder.remove(asked);
        } catch (IOException e) {
            LOG.warn("{}; the gate will be told once more after a restart", e.getMessage());
        }
    }

    /** {@return all of them, as they are now} */
    synchronized List<AskedBuild> all() {
        return List.copyOf(builds().values());
    }

    /** {@return whether the end of a build has to be told to anybody} */
    public synchronized boolean hasAsked(BuildName build) {
        return !of(build).isEmpty();
    }

    private List<AskedBuild> of(BuildName build) {
        return builds().values().stream()
                .filter(asked -> asked.build().equals(build))
                .toList();
    }

    private void keepOrWarn(AskedBuild asked) {
        try {
            keep(asked);
        } catch (IOException e) {
            LOG.warn("{}; it is kept in memory", e.getMessage());
        }
    }

    private void keep(AskedBuild asked) throws IOException {
        builds().put(key(asked), asked);
        folder.write(asked);
    }

    private Map<Key, AskedBuild> builds() {
        Map<Key, AskedBuild> known = builds;
        if (known == null) {
            known = new LinkedHashMap<>();
            try {
                for (AskedBuild asked : folder.read()) {
                    known.put(key(asked), asked);
                }
            } catch (IOException e) {
                throw failed("read", e);
            }
            builds = known;
        }
        return known;
    }

    private GateException failed(String what, IOException e) {
        return new GateException(
                ReasonCode.STORE_FAILED, folder + " cannot be " + what + " on this controller: " + e.getMessage(), e);
    }

    private static Key key(AskedBuild asked) {
        return new Key(asked.gate(), asked.build());
    }
}
