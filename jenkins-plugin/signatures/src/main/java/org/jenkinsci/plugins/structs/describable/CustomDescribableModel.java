package org.jenkinsci.plugins.structs.describable;

import java.util.Map;

/** What the plugin uses of {@code org.jenkinsci.plugins.structs.describable.CustomDescribableModel}. */
public interface CustomDescribableModel {

    default Map<String, Object> customInstantiate(Map<String, Object> arguments) {
        throw new UnsupportedOperationException();
    }
}
