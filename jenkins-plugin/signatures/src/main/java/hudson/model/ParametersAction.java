package hudson.model;

import java.util.Iterator;
import java.util.List;

/** What the plugin uses of {@code hudson.model.ParametersAction}. */
public class ParametersAction implements Action, Iterable<ParameterValue> {

    public ParametersAction(List<ParameterValue> parameters) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Iterator<ParameterValue> iterator() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getIconFileName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getUrlName() {
        throw new UnsupportedOperationException();
    }

    public List<ParameterValue> getAllParameters() {
        throw new UnsupportedOperationException();
    }
}
