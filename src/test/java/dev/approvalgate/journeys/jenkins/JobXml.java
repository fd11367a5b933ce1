package dev.approvalgate.journeys.jenkins;

/** Jobs as the controller keeps them. */
final class JobXml {

    private JobXml() {}

    /** {@return a job whose script is a file of a repository} */
    static String fromRepository(Repository repository, String path) {
        return """
                <flow-definition>
                  <definition class="org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition">
                    <scm class="hudson.plugins.git.GitSCM">
                      <configVersion>2</configVersion>
                      <userRemoteConfigs>
                        <hudson.plugins.git.UserRemoteConfig><url>%s</url></hudson.plugins.git.UserRemoteConfig>
                      </userRemoteConfigs>
                      <branches>
                        <hudson.plugins.git.BranchSpec><name>*/main</name></hudson.plugins.git.BranchSpec>
                      </branches>
                    </scm>
                    <scriptPath>%s</scriptPath>
                    <lightweight>true</lightweight>
                  </definition>
                </flow-definition>
                """.formatted(repository.url(), path);
    }

    /** {@return a project with a job for each branch and tag that has a Jenkinsfile} */
    static String multibranch(Repository repository) {
        return """
                <org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject>
                  <sources class="jenkins.branch.MultiBranchProject$BranchSourceList">
                    <data>
                      <jenkins.branch.BranchSource>
                        <source class="jenkins.plugins.git.GitSCMSource">
                          <id>the-source</id>
                          <remote>%s</remote>
                          <traits>
                            <jenkins.plugins.git.traits.BranchDiscoveryTrait/>
                            <jenkins.plugins.git.traits.TagDiscoveryTrait/>
                          </traits>
                        </source>
                      </jenkins.branch.BranchSource>
                    </data>
                  </sources>
                  <factory class="org.jenkinsci.plugins.workflow.multibranch.WorkflowBranchProjectFactory">
                    <scriptPath>Jenkinsfile</scriptPath>
                  </factory>
                </org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject>
                """.formatted(repository.url());
    }
}
