package hudson.util;

import java.util.ArrayList;
import org.kohsuke.stapler.HttpResponse;

/** What the plugin uses of {@code hudson.util.ListBoxModel}. */
public class ListBoxModel extends ArrayList<ListBoxModel.Option> implements HttpResponse {

    public ListBoxModel() {
        throw new UnsupportedOperationException();
    }

    public static final class Option {

        public Option(String name) {
            throw new UnsupportedOperationException();
        }
    }
}
