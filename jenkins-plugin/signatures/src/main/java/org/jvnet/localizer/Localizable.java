package org.jvnet.localizer;

import java.io.Serializable;

/** What the plugin uses of {@code org.jvnet.localizer.Localizable}. */
public class Localizable implements Serializable {

    public Localizable(ResourceBundleHolder holder, String key, Object... args) {
        throw new UnsupportedOperationException();
    }
}
