package dev.approvalgate.adapter.store.codec;

import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.ChannelAddress;
import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Requester;
import java.util.Map;

/** The form of asks. */
final class AskForm {

    private AskForm() {}

    static Map<String, Object> write(Ask ask, Sealer sealer) {
        return new Out()
                .with("id", ask.id().value())
                .value("requester", writeRequester(ask.requester(), sealer))
                .value("change", ChangeForm.write(ask.change(), sealer))
                .with("service", ask.service())
                .value("justification", sealer.seal(ask.justification(), text -> text))
                .value("terms", writeTerms(ask.terms()))
                .value("host", writeHost(ask.host()))
                .with("channels", ask.channels(), AskForm::writeChannel)
                .map();
    }

    static Ask read(In in) {
        return new Ask(
                new RequestId(in.text("id")),
                readRequester(in.at("requester")),
                ChangeForm.read(in.at("change")),
                in.text("service"),
                in.orNull("justification", justification -> justification.personal(In::text)),
                readTerms(in.at("terms")),
                new HostRef(in.at("host").text("kind"), in.at("host").textMap("attributes")),
                in.list("channels", AskForm::readChannel));
    }

    private static Map<String, Object> writeRequester(Requester requester, Sealer sealer) {
        return new Out()
                .value("workload", ChangeForm.writeWorkload(requester.workload()))
                .with("subject", requester.subject())
                .value("run", ChangeForm.writeRun(requester.run()))
                .with("identity", requester.identity())
                .with("owner", requester.owner())
                .value(
                        "triggered_by",
                        requester.triggeredBy() == null ? null : AccountForm.write(requester.triggeredBy()))
                .value("claims", sealer.seal(Personal.of(requester.claims()), claims -> claims))
                .map();
    }

    private static Map<String, String> claims(In in) {
        In recorded = in.atOrNull("claims");
        return recorded == null ? Map.of() : recorded.personal(In::textMap).or(Map.of());
    }

    private static Requester readRequester(In in) {
        return new Requester(
                ChangeForm.readWorkload(in.at("workload")),
                in.text("subject"),
                ChangeForm.readRun(in.at("run")),
                in.textOrNull("identity"),
                in.textOrNull("owner"),
                in.orNull("triggered_by", AccountForm::read),
                claims(in));
    }

    private static Map<String, Object> writeTerms(Ask.Terms terms) {
        return new Out()
                .with("policy", terms.policy())
                .with("rule", terms.rule())
                .with("opened_at", terms.openedAt())
                .with("deadline", terms.deadline())
                .map();
    }

    private static Ask.Terms readTerms(In in) {
        return new Ask.Terms(in.hash("policy"), in.textOrNull("rule"), in.instant("opened_at"), in.instant("deadline"));
    }

    private static Map<String, Object> writeHost(HostRef host) {
        return new Out()
                .with("kind", host.kind())
                .value("attributes", host.attributes())
                .map();
    }

    static Map<String, Object> writeChannel(ChannelAddress channel) {
        return new Out()
                .with("kind", channel.kind())
                .with("address", channel.address())
                .map();
    }

    static ChannelAddress readChannel(In in) {
        return new ChannelAddress(in.text("kind"), in.text("address"));
    }
}
