#include "pgscribe/error.hpp"

#include <doctest/doctest.h>

#include "pgscribe/batch.hpp"
#include "session/server_error.hpp"

using namespace pgscribe;

namespace {

template <typename Expected>
void check_class(const char* sqlstate) {
  CAPTURE(sqlstate);
  CHECK_THROWS_AS(detail::throw_server_error({.message = "m", .sqlstate = sqlstate}), Expected);
}

}  // namespace

TEST_CASE("SQLSTATEs have their classes") {
  check_class<UniqueViolation>("23505");
  check_class<ForeignKeyViolation>("23503");
  check_class<ForeignKeyViolation>("23001");
  check_class<NotNullViolation>("23502");
  check_class<CheckViolation>("23514");
  check_class<ExclusionViolation>("23P01");
  check_class<IntegrityViolation>("23000");
  check_class<SerializationFailure>("40001");
  check_class<DeadlockDetected>("40P01");
  check_class<QueryCanceled>("57014");
  check_class<LockNotAvailable>("55P03");
  check_class<InsufficientPrivilege>("42501");
  check_class<DataException>("22012");
  check_class<ServerError>("42P01");
}

TEST_CASE("the text of an error") {
  CHECK(std::string{Error({.message = "m"}).what()} == "m");
  CHECK(std::string{ServerError({.message = "m", .sqlstate = "42P01", .query = "GetMovie"}).what()} ==
        "GetMovie: m [42P01]");
}

TEST_CASE("the query is added once, and the class stays") {
  const auto named = [](auto thrower) {
    try {
      try {
        thrower();
      } catch (const Error&) {
        detail::rethrow_for_query("Q");
      }
    } catch (const Error& error) {
      return error.clone();
    }
    return std::shared_ptr<const Error>{};
  };
  const auto conversion = named([] { throw ConversionError("c"); });
  CHECK(conversion->query() == "Q");
  CHECK_THROWS_AS(conversion->raise(), ConversionError);
  const auto null = named([] { throw UnexpectedNull(ErrorFields{.message = "n", .query = "P"}); });
  CHECK(null->query() == "P");
  CHECK_THROWS_AS(null->raise(), UnexpectedNull);
}

TEST_CASE("results of a batch") {
  BatchResults<int> results(2);
  results[0].storage() = 7;
  results[1].fail(CheckViolation({.message = "no"}).clone());
  CHECK(results[0].value() == 7);
  CHECK_FALSE(results.ok());
  CHECK(results.first_error()->message() == "no");
  CHECK_THROWS_AS((void)results[1].value(), CheckViolation);
  CHECK_THROWS_AS(results.throw_if_failed(), CheckViolation);
  CHECK(BatchResults<void>(0).ok());
}
