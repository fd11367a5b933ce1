package hudson.model.listeners;

import hudson.XmlFile;
import hudson.model.Saveable;

/** What the plugin uses of {@code hudson.model.listeners.SaveableListener}. */
public abstract class SaveableListener {

    public SaveableListener() {
        throw new UnsupportedOperationException();
    }

    public void onChange(Saveable o, XmlFile file) {
        throw new UnsupportedOperationException();
    }
}
