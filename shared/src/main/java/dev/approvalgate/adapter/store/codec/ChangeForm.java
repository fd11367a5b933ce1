package dev.approvalgate.adapter.store.codec;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Change;
import dev.approvalgate.domain.approval.ChangeBinding;
import dev.approvalgate.domain.approval.Contributor;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.Ownership;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.approval.WorkloadKey;
import java.util.Map;

/** The form of changes and of what an approval binds. */
final class ChangeForm {

    private ChangeForm() {}

    static Map<String, Object> write(Change change, Sealer sealer) {
        return new Out()
                .value("binding", writeBinding(change.binding()))
                .with("digest", change.digest())
                .with("contributors", change.contributors(), ChangeForm::writeContributor)
                .value("complete", change.complete())
                .value("details", sealer.seal(change.details(), DetailsForm::write))
                .value("ownership", sealer.seal(Personal.of(change.ownership()), OwnershipForm::write))
                .map();
    }

    static Change read(In in) {
        return new Change(
                readBinding(in.at("binding")),
                in.hash("digest"),
                in.list("contributors", ChangeForm::readContributor),
                in.flag("complete"),
                in.personal("details", DetailsForm::read),
                ownership(in));
    }

    /** Nothing of it was recorded before it was read at all. */
    private static Ownership ownership(In in) {
        In recorded = in.atOrNull("ownership");
        return recorded == null
                ? Ownership.none()
                : recorded.personal(OwnershipForm::read).or(Ownership.unknown("erased"));
    }

    private static Map<String, Object> writeBinding(ChangeBinding binding) {
        return new Out()
                .value("workload", writeWorkload(binding.workload()))
                .with("action", binding.action().name())
                .value("run", writeRun(binding.run()))
                .with("environment", binding.environment().display())
                .with("commit", binding.commit())
                .with("definition", binding.definition())
                .with("artifacts", binding.artifacts())
                .value("parameters", binding.parameters())
                .with("scopes", binding.scopes())
                .map();
    }

    private static ChangeBinding readBinding(In in) {
        return new ChangeBinding(
                readWorkload(in.at("workload")),
                new Action(in.text("action")),
                readRun(in.at("run")),
                Environment.of(in.text("environment")),
                in.textOrNull("commit"),
                in.orNull("definition", hash -> new Sha256(hash.text())),
                in.texts("artifacts"),
                in.textMap("parameters"),
                in.texts("scopes"));
    }

    private static Map<String, Object> writeContributor(Contributor contributor) {
        return new Out()
                .with("role", contributor.role())
                .value("account", contributor.account() == null ? null : AccountForm.write(contributor.account()))
                .value("automation", contributor.automation())
                .map();
    }

    private static Contributor readContributor(In in) {
        return new Contributor(
                in.constant("role", Contributor.Role.class),
                in.orNull("account", AccountForm::read),
                in.flag("automation"));
    }

    static Map<String, Object> writeWorkload(WorkloadKey workload) {
        return new Out()
                .with("issuer", workload.issuer())
                .with("project", workload.projectId())
                .with("pipeline", workload.pipeline())
                .map();
    }

    static WorkloadKey readWorkload(In in) {
        return new WorkloadKey(in.text("issuer"), in.text("project"), in.text("pipeline"));
    }

    static Map<String, Object> writeRun(Run run) {
        return new Out().with("id", run.id()).value("attempt", run.attempt()).map();
    }

    static Run readRun(In in) {
        return new Run(in.text("id"), in.integer("attempt"));
    }
}
