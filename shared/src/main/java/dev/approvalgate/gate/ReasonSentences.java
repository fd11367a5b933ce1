package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ReasonCode;

/** What each reason means for the person who meets it, and what they can do. */
final class ReasonSentences {

    private ReasonSentences() {}

    static String of(ReasonCode reason) {
        return switch (reason) {
            case VOTER_UNKNOWN ->
                "This account is not linked to a person in the policy. Type /gate link in Slack to link it with yours on GitHub, or ask whoever "
                        + "looks after the policy to add it under your name.";
            case VOTER_NOT_IN_GROUP ->
                "You are not in a group that may approve this. Ask one of the people who are still needed.";
            case VOTER_IS_CONTRIBUTOR ->
                "You had a hand in this change (as author, merger, pusher, or by starting the run), so somebody else has to decide.";
            case VOTER_NOT_LINKED ->
                "No account of yours that the policy or a group names is of the kind that the change's authors are known by, so you cannot be told "
                        + "from one of them. Type /gate link in Slack to link one that is in a group, or ask whoever looks after the policy to add yours.";
            case VOTER_IS_OWNER ->
                "You answer for this pipeline as one of its owners, and the rule does not ask its owners. Somebody else has to decide.";
            case VOTER_LINK_TOO_NEW ->
                "You have linked this account only recently. It may vote once the waiting time after linking is over.";
            case BREAK_GLASS_NOT_ALLOWED -> "The policy does not let you break glass here.";
            case REVIEW_NOT_ALLOWED ->
                "The policy asks others to review this: you broke the glass yourself, or are in none of its reviewers' groups.";
            case REVIEW_NOT_DUE ->
                "There is nothing to review here: nobody broke glass, or it has been reviewed already.";
            case REVOCATION_NOT_ALLOWED ->
                "Whoever approved this or had a hand in it may revoke it, and by the policy those who may approve it, its owners, and those who may break glass. You are none of them.";
            case NOTHING_TO_REVOKE ->
                "There is nothing left to revoke: it was not approved, its time or its run is over, or it has been revoked already.";
            case INSTALLATION_TOKEN_NOT_ALLOWED ->
                "The policy grants no token of GitHub here, or GitHub does not let the App have one that reaches so far.";
            case APPROVAL_REVOKED -> "The approval was revoked. Run the job again to ask anew.";
            case REVIEW_OVERDUE ->
                "An earlier emergency has not been reviewed in time. Until it is, nobody can break glass for this pipeline again.";
            case VOTER_IS_BOT -> "Bots and apps cannot vote. A person has to decide.";
            case VOTER_IS_GUEST -> "Guests and members of shared channels cannot vote. A full member has to decide.";
            case VOTER_DEACTIVATED -> "This account, or another one of yours, is deactivated, so you cannot vote.";
            case VOTER_FOREIGN_TEAM ->
                "This account, or another one of yours, belongs to another team, so you cannot vote here.";
            case VOTE_ALREADY_COUNTED -> "Your vote is already recorded. Each person counts once.";
            case VOTE_TOO_LATE -> "This request is closed, so your vote has no effect.";
            case VOTE_STALE_VIEW ->
                "What this button shows is out of date. Read the request again as it stands now, and click there.";
            case VOTE_REASON_MISSING -> "The policy asks for a reason. Click again and say why.";
            case ACTION_REPLAYED -> "This click has been received before; it counts once.";
            case LINK_UNSUPPORTED ->
                "Only an account in Slack and one on GitHub can be linked, and each has to be known there.";
            case LINK_EXISTS -> "These two accounts count as one person already.";
            case LINK_CONFLICT ->
                "The policy or another link says otherwise: one of the accounts belongs to somebody else, or is known with another "
                        + "account already. End that link, or ask whoever looks after the policy.";
            case LINK_NOT_FOUND -> "There is no such link, or it has ended.";
            case LINK_STALE ->
                "This link was used, is older than ten minutes, or was opened in another browser. Type /gate link in Slack for a new one.";
            case LINK_SIGN_IN_REFUSED -> "GitHub did not confirm who you are. Type /gate link in Slack to try again.";
            case CROSS_SITE -> "This did not come from the page of this gate. Open the page again and use its buttons.";
            case IDENTITY_UNKNOWN ->
                "The policy knows no such pipeline. Register it under identities, then run the job again.";
            case IDENTITY_SUSPENDED ->
                "This pipeline is suspended. Its owner can make it active again in the policy; then run the job again.";
            case IDENTITY_QUARANTINED ->
                "This pipeline is quarantined because it is suspected of abuse. Ask its owner before anything else.";
            case IDENTITY_AMBIGUOUS ->
                "Several registered identities match this pipeline. Leave exactly one in the policy.";
            case ACTION_NOT_ALLOWED -> "The policy does not let this pipeline ask for this action.";
            case ENVIRONMENT_NOT_ALLOWED -> "The policy does not let this pipeline ask for this environment.";
            case SCOPE_NOT_ALLOWED -> "The pipeline asked for a scope that the policy does not give it.";
            case ENVIRONMENT_NAME_CONFUSABLE ->
                "The environment's name can be mistaken for another. Rename the environment.";
            case RULE_NOT_FOUND -> "No rule of the policy allows this. What no rule allows is denied.";
            case QUORUM_IMPOSSIBLE ->
                "Too few people may approve this, since nobody who had a hand in a change may approve it. "
                        + "Add people to the rule's groups, or let somebody else make the change.";
            case AUTHOR_UNMAPPED ->
                "Somebody who wrote part of this change is not known as a person, so it cannot be told who may approve it. "
                        + "Link the author's account in the policy, or accept unmapped_authors in the rule.";
            case TRIGGER_UNKNOWN ->
                "It cannot be told who started this run, so nobody is barred for having done so. "
                        + "Let a person start it, or accept unknown_trigger in the rule.";
            case CHANGE_INCOMPLETE ->
                "The comparison with what runs now could not be read in full, and the rule does not accept that.";
            case ASSURANCE_TOO_LOW ->
                "The policy wants a gate of its own to decide this, and this one runs inside the CI host. "
                        + "Set the server's address in the host's settings, or leave assurance: server out of the rule.";
            case JUSTIFICATION_MISSING -> "The rule asks the pipeline for a justification, and it gave none.";
            case JUSTIFICATION_MISMATCH ->
                "The justification is not of the form that the rule asks for. Give it in that form, then run the job again.";
            case CHANGE_FROZEN -> "Changes are frozen there now. Run the job again when the freeze is over.";
            case WINDOW_CLOSED ->
                "Changes may happen in certain hours only. Run the job again so that an hour like that comes before its deadline.";
            case LEAD_TIME -> "The approval takes effect after a waiting time.";
            case REPOSITORY_POLICY_INVALID ->
                "The repository's own policy (.github/approval-gate.yml) is wrong. Mend it on the default branch, then run the job again.";
            case SUPERSEDED_BY_NEWER -> "A newer request of this pipeline took its place.";
            case GLASS_BROKEN -> "One person let it happen at once, in an emergency.";
            case TOO_MANY_REQUESTS -> "This pipeline has too many requests open. Wait until some are decided.";
            case REJECTED_BY_PERSON -> "A person said no.";
            case DEADLINE_PASSED -> "Nobody decided in time. Run the job again to ask anew.";
            case CANCELLED_BY_HOST -> "The run was cancelled or has ended.";
            case CANCELLED_BY_REQUESTER -> "The requester withdrew it.";
            case APPROVAL_VOID -> "The approval no longer satisfies the policy. Run the job again to ask anew.";
            case APPROVAL_STALE -> "The approval is too old to be used. Run the job again to ask anew.";
            case BASELINE_REVOKED ->
                "The approval of what this change was compared with has been revoked since, so not all of it is shown here. Run the job again to ask anew.";
            case CHANGE_DIGEST_MISMATCH -> "What runs is not what was approved.";
            case POLICY_UNREADABLE -> "The policy cannot be read now, and nothing is allowed until it can.";
            case DIRECTORY_UNREADABLE ->
                "It cannot be checked now whether accounts are in good standing. Your click is kept and tried again.";
            case CHANNEL_UNREACHABLE, HOST_UNREACHABLE, CHANGE_UNREADABLE ->
                "A service that is needed cannot be reached now. It is tried again.";
            case REQUEST_NOT_FOUND -> "There is no such request any more.";
            default -> "This did not work (" + reason.code() + ").";
        };
    }
}
