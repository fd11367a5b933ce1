package dev.approvalgate.adapter.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.AccountLink;
import dev.approvalgate.gate.VisibleText;
import dev.approvalgate.gate.link.LinkWords;
import dev.approvalgate.gate.link.Linking;
import dev.approvalgate.gate.link.NamedLink;
import dev.approvalgate.gate.port.PolicySource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code /gate}: link, unlink, whoami, help. Slack waits three seconds, so it answers from what lies here, to the person alone.
 */
public final class SlackCommands {

    private static final int MOST_NAME = 80;

    private final SlackConnection connection;
    private final PolicySource policies;
    private final Linking linking;
    private final @Nullable Function<Account, String> linkPage;

    /**
     * Answers commands of one workspace.
     *
     * @param api the workspace
     * @param policies whom the policy knows
     * @param linking links between accounts
     * @param linkPage begins linking for an account and gives the address that leads on, once; {@code null} where nobody can sign in to
     *     the other side
     */
    public SlackCommands(
            SlackApi api, PolicySource policies, Linking linking, @Nullable Function<Account, String> linkPage) {
        this.connection = api.connection();
        this.policies = policies;
        this.linking = linking;
        this.linkPage = linkPage;
    }

    /**
     * Answers one command that is known to come from Slack: by its signature, or by the socket that it came over.
     *
     * @param fields what Slack says of it
     * @return a message for the person alone
     * @throws GateException with {@code request_malformed}, or {@code host_fact_mismatch} where it belongs to another team or app; with
     *     {@code store_failed}
     */
    public SlackReply handle(Map<String, String> fields) {
        String app = connection.appId();
        if (!connection.team().equals(fields.get("team_id"))
                || (app != null && !app.equals(fields.get("api_app_id")))) {
            throw new GateException(
                    ReasonCode.HOST_FACT_MISMATCH,
                    "the command is for another Slack team or app; check slack.team and slack.app");
        }
        Account account = Account.slack(connection.team(), Callback.id(fields.getOrDefault("user_id", ""), "user_id"));
        return switch (fields.getOrDefault("text", "").strip().toLowerCase(Locale.ROOT)) {
            case "link" -> link(account);
            case "unlink" -> unlink(account);
            case "whoami" -> say(whoami(account));
            default -> say(help());
        };
    }

    private SlackReply link(Account account) {
        if (linkPage == null) {
            return say(List.of(Line.of("Accounts cannot be linked here: the server has no github.client_id."
                    + " Ask whoever looks after Approval Gate, or have your accounts listed in the policy.")));
        }
        Block words = Block.lines(List.of(
                Line.of(
                        "The page links your account in Slack with yours on GitHub. Open it yourself within ten minutes;"
                                + " it opens once."),
                new Line().strong("Do not pass it on, and do not open one that somebody else sent to you.")));
        ObjectNode actions = Json.object("actions");
        ObjectNode button = Json.object("button")
                .put("action_id", "link_page")
                .put("url", linkPage.apply(account))
                .put("style", "primary");
        button.set("text", Json.plainText("Link with GitHub"));
        actions.putArray("elements").add(button);
        return reply(List.of(words, new Block(actions, "")));
    }

    private SlackReply unlink(Account account) {
        List<NamedLink> standing = linking.of(account);
        if (standing.isEmpty()) {
            return say(
                    List.of(
                            Line.of(
                                    "There is nothing to end: you have linked no account. What the policy says of you, only the policy can change.")));
        }
        var lines = new ArrayList<Line>();
        for (NamedLink link : standing) {
            linking.unlink(link.id(), account);
            lines.add(Line.of(
                    "No longer linked with " + LinkWords.plain(link.link().from(account)) + "."));
        }
        lines.add(Line.of(
                "Neither account votes for the other any more. What either has written still counts as yours."));
        return say(lines);
    }

    private List<Line> whoami(Account account) {
        var lines = new ArrayList<Line>();
        lines.add(Line.of("Here you are ").code(account.toString(), MOST_NAME).say("."));
        Optional<Person> person = policies.current().people().behind(account);
        if (person.isPresent()) {
            Line known =
                    Line.of("The policy knows you as ").showStrong(person.get().name(), MOST_NAME);
            known.say(" (").show(person.get().id().value(), VisibleText.LEAST).say("), with ");
            lines.add(known.say(person.get().accounts().size() + " account(s)."));
        } else {
            lines.add(Line.of("The policy does not list this account."));
        }
        for (NamedLink link : linking.of(account)) {
            AccountLink made = link.link();
            lines.add(Line.of("You linked it with " + LinkWords.plain(made.from(account)) + " on ")
                    .time(made.linkedAt())
                    .say("; each votes for the other from ")
                    .time(made.effectiveAt())
                    .say(" on."));
        }
        return lines;
    }

    private static List<Line> help() {
        return List.of(
                new Line().code("/gate link", VisibleText.LEAST).say(" links your account here with yours on GitHub"),
                new Line().code("/gate unlink", VisibleText.LEAST).say(" ends that"),
                new Line().code("/gate whoami", VisibleText.LEAST).say(" says whom the gate takes you for"));
    }

    private static SlackReply say(List<Line> lines) {
        return reply(List.of(Block.lines(lines)));
    }

    private static SlackReply reply(List<Block> blocks) {
        ObjectNode json =
                Json.object().put("response_type", "ephemeral").put("text", Posting.escape(Block.plain(blocks)));
        json.set("blocks", Block.array(blocks));
        return new SlackReply(Json.write(json));
    }
}
