#include "lexical/transaction_control.hpp"

#include <doctest/doctest.h>

namespace pgscribe::lexical {

TEST_CASE("what ends the transaction around a script") {
  for (const char* script : {"COMMIT", "BEGIN; a; COMMIT;", "end", "a; /* x */ -- y\n abort;", "ROLLBACK;",
                             "rollback work", "ROLLBACK AND CHAIN", "PREPARE TRANSACTION 'x'", "END TRANSACTION"}) {
    CAPTURE(std::string{script});
    CHECK(find_transaction_end(script));
  }
}

TEST_CASE("and what does not") {
  for (const char* script : {"", "BEGIN", "SAVEPOINT s; ROLLBACK TO s; RELEASE s", "ROLLBACK WORK TO SAVEPOINT s",
                             "rollback transaction to s", "PREPARE p AS SELECT 1", "DO $$ BEGIN COMMIT; END $$",
                             "SELECT ';COMMIT;'", "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; END",
                             "COMMENT ON TABLE t IS 'x'", "COPY t FROM stdin;\nx\n;COMMIT;\n\\.\n"}) {
    CAPTURE(std::string{script});
    CHECK_FALSE(find_transaction_end(script));
  }
}

}  // namespace pgscribe::lexical
