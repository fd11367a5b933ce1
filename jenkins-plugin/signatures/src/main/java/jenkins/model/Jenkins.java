package jenkins.model;

import hudson.init.InitMilestone;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Node;
import hudson.model.TopLevelItem;
import hudson.security.ACL;
import hudson.security.Permission;
import hudson.security.SecurityRealm;
import jakarta.servlet.ServletContext;
import java.io.File;
import java.io.IOException;
import org.jvnet.hudson.reactor.ReactorException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;

/** What the plugin uses of {@code jenkins.model.Jenkins}. */
public class Jenkins extends Node implements ItemGroup<TopLevelItem> {

    public static final Permission ADMINISTER;

    public static final Permission SYSTEM_READ;

    public static final Permission READ;

    public static final Authentication ANONYMOUS2;

    static {
        ADMINISTER = null;
        SYSTEM_READ = null;
        READ = null;
        ANONYMOUS2 = null;
    }

    protected Jenkins(File root, ServletContext context) throws IOException, InterruptedException, ReactorException {
        throw new UnsupportedOperationException();
    }

    public static Jenkins get() throws IllegalStateException {
        throw new UnsupportedOperationException();
    }

    public static Jenkins getInstanceOrNull() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public String getRootUrl() throws IllegalStateException {
        throw new UnsupportedOperationException();
    }

    public File getRootDir() {
        throw new UnsupportedOperationException();
    }

    public SecurityRealm getSecurityRealm() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ACL getACL() {
        throw new UnsupportedOperationException();
    }

    public boolean isTerminating() {
        throw new UnsupportedOperationException();
    }

    public InitMilestone getInitLevel() {
        throw new UnsupportedOperationException();
    }

    public <T extends Item> T getItemByFullName(String fullName, Class<T> type) throws AccessDeniedException {
        throw new UnsupportedOperationException();
    }

    public Item getItemByFullName(String fullName) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void save() throws IOException {
        throw new UnsupportedOperationException();
    }

    public static Authentication getAuthentication2() {
        throw new UnsupportedOperationException();
    }
}
