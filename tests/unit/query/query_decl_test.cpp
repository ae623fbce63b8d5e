#include "query/query_decl.hpp"

#include <doctest/doctest.h>

namespace pgscribe::query {

TEST_CASE("commands have their annotation's spelling") {
  CHECK(to_string(Command::one) == ":one");
  CHECK(to_string(Command::execlastid) == ":execlastid");
  CHECK(to_string(Command::stream) == ":stream");
}

}  // namespace pgscribe::query
