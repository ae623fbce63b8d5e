#include "call.hpp"

#include <doctest/doctest.h>

// What an interruption is told as.

using namespace pgscribe;
using namespace pgscribe::aio::detail;

namespace {

std::exception_ptr by_server(Interruption interruption) {
  try {
    throw QueryCanceled(ErrorFields{.message = "canceling statement due to user request", .sqlstate = "57014"});
  } catch (...) {
    return interrupted_by_server(interruption);
  }
}

template <typename Kind>
ErrorFields fields_of(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const Kind& thrown) {
    return thrown.fields();
  }
}

}  // namespace

TEST_CASE("what was interrupted before it was sent has done nothing") {
  CHECK(fields_of<OperationCanceled>(interrupted_before(Interruption::canceled, "Q")).query == "Q");
  CHECK(fields_of<QueryCanceled>(interrupted_before(Interruption::deadline, "Q")).sqlstate == "57014");
}

TEST_CASE("of what was sent and not answered nobody says that it did nothing") {
  CHECK(fields_of<OperationCanceled>(interrupted_unheard(Interruption::canceled, "Q")).sqlstate.empty());
  CHECK(fields_of<DeadlineExceeded>(interrupted_unheard(Interruption::deadline, "Q")).sqlstate.empty());
}

TEST_CASE("the server's word for an interruption is said as what it was") {
  CHECK(fields_of<OperationCanceled>(by_server(Interruption::canceled)).sqlstate == "57014");
  CHECK(fields_of<QueryCanceled>(by_server(Interruption::deadline)).message.find("deadline") != std::string::npos);
  CHECK(fields_of<QueryCanceled>(by_server(Interruption::none)).message == "canceling statement due to user request");
}

TEST_CASE("an error that has no query yet gets one") {
  try {
    throw ConversionError("not a number");
  } catch (...) {
    CHECK(fields_of<ConversionError>(current_error("Q")).query == "Q");
  }
}
