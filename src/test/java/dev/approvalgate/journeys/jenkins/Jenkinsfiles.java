package dev.approvalgate.journeys.jenkins;

/** Pipelines as teams write them. */
final class Jenkinsfiles {

    private Jenkinsfiles() {}

    /**
     * {@return the Pipeline of the guide, whose script tells the token in every way it can: into a file of its workspace, and plain and in
     * base 64 to the console. It goes on when there is a file {@code go}}
     */
    static String deploy() {
        return """
                pipeline {
                  agent none
                  stages {
                    stage('Deploy') {
                      steps {
                        approvalGate(environment: 'production', service: 'payments', justification: 'Release 4.2') {
                          node('deploy') {
                            sh '''
                              echo "plain $DEPLOY_TOKEN"
                              echo "base64 $(printf %s "$DEPLOY_TOKEN" | base64 -w0)"
                              printf %s "$DEPLOY_TOKEN" > token
                              while [ ! -f go ]; do sleep 0.2; done
                            '''
                            sh 'echo "again $DEPLOY_TOKEN"'
                          }
                        }
                      }
                    }
                  }
                  post {
                    always { echo "afterwards ${env.DEPLOY_TOKEN}" }
                  }
                }
                """;
    }
}
