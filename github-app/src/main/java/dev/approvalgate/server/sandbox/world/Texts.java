package dev.approvalgate.server.sandbox.world;

/** What the files of the pretended repository hold. */
final class Texts {
    static final String WORKFLOW = """
            name: deploy
            on:
              push:
                branches: [main]
            permissions:
              contents: read
              id-token: write
            jobs:
              deploy:
                runs-on: ubuntu-latest
                environment: production
                steps:
                  - run: ./deploy.sh
            """;

    static final String CHARGE = """
            class Charge {
                double amount;
                String currency;
            }
            """;

    static final String FIRST_MIGRATION =
            "CREATE TABLE charge (id BIGINT PRIMARY KEY, amount DOUBLE, currency CHAR(3));\n";

    static final String HOSTILE =
            "Fix rounding <!channel> *bold* ~gone~ <https://evil.example|looks harmless> :white_check_mark: \u202Edevorppa";

    private Texts() {}

    static String migration(int number) {
        return """
                ALTER TABLE charge ADD COLUMN minor_units_%d BIGINT;
                UPDATE charge SET minor_units_%d = ROUND(amount * 100);
                """.formatted(number, number);
    }

    static String charge(int number) {
        return """
                class Charge {
                    long minorUnits; // revision %d
                    String currency;
                }
                """.formatted(number);
    }

    static String rounding(int number) {
        return """
                import java.math.RoundingMode;

                /** Revision %d. */
                final class Rounding {
                    static final RoundingMode MODE = RoundingMode.HALF_EVEN;
                }
                """.formatted(number);
    }

    static String roundingTest(int number) {
        return """
                class RoundingTest {
                    void roundsHalfEven_%d() {}
                }
                """.formatted(number);
    }
}
