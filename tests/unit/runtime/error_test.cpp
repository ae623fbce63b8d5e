#include "pgscribe/error.hpp"

#include <doctest/doctest.h>

#include "pgscribe/batch.hpp"
#include "session/server_error.hpp"

using namespace pgscribe;

namespace {

template <typename Expected>
void check_class(const char* sqlstate) {
  CAPTURE(std::string{sqlstate});
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

TEST_CASE("what() leaves out the values that the server quotes, and nothing else") {
  const auto what = [](const char* state, const char* message, int position = 0) {
    const ServerError error({.message = message, .sqlstate = state, .position = position});
    CHECK(error.message() == message);
    return std::string{error.what()};
  };
  CHECK(what("22P02", "invalid input syntax for type integer: \"a\"") ==
        "invalid input syntax for type integer: \"...\" [22P02]");
  CHECK(what("22P02", "invalid input syntax for type integer: \"a \"b\" c\"") ==
        "invalid input syntax for type integer: \"...\" [22P02]");
  CHECK(what("22003", "value \"99999999999\" is out of range for type integer") ==
        "value \"...\" is out of range for type integer [22003]");
  CHECK(what("22P02", "invalid input syntax for type integer: \"cut") ==
        "invalid input syntax for type integer: \"... [22P02]");
  CHECK(what("22P02", "ung\u00fcltige Eingabesyntax f\u00fcr Typ integer: \u201ea\u201c") ==
        "ung\u00fcltige Eingabesyntax f\u00fcr Typ integer: \u201e...\u201c [22P02]");
  CHECK(what("22P02", "syntaxe en entr\u00e9e invalide pour le type integer : \u00ab a \u00bb") ==
        "syntaxe en entr\u00e9e invalide pour le type integer : \u00ab...\u00bb [22P02]");
  CHECK(what("22012", "division by zero") == "division by zero [22012]");
  CHECK(what("23505", "duplicate key value violates unique constraint \"movies_pkey\"") ==
        "duplicate key value violates unique constraint \"movies_pkey\" [23505]");
  CHECK(what("42703", "column \"titel\" does not exist", 8) == "column \"titel\" does not exist [42703]");
  CHECK(what("42601", "syntax error at or near \"SELEC\"", 1) == "syntax error at or near \"SELEC\" [42601]");
  for (const char* constant : {"'a'", "E'a'", "U&'a'", "x'ff'", "$$a$$", "12"}) {
    CHECK(what("42601", ("syntax error at or near \"" + std::string{constant} + '"').c_str(), 8) ==
          "syntax error at or near \"...\" [42601]");
  }
  CHECK(what("42601", "syntax error in tsquery: \"a &\"") == "syntax error in tsquery: \"...\" [42601]");
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
  results[0].fail(TransactionAborted({.message = "with the other"}).clone());
  CHECK(results.first_error()->message() == "no");
  results[1].fail(TransactionAborted({.message = "with none"}).clone());
  CHECK(results.first_error()->message() == "with the other");
}
