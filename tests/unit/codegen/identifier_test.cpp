#include "codegen/identifier.hpp"

#include <doctest/doctest.h>

using namespace pgscribe::codegen;

TEST_CASE("snake_case splits words at case changes and at what identifiers cannot hold") {
  CHECK(snake_case("GetMovieByID") == "get_movie_by_id");
  CHECK(snake_case("ListHTTPLogs") == "list_http_logs");
  CHECK(snake_case("get_movie") == "get_movie");
  CHECK(snake_case("GetTop10Movies") == "get_top10_movies");
  CHECK(snake_case("user name-of.day") == "user_name_of_day");
  CHECK(snake_case("__id__") == "id");
  CHECK(snake_case("ID") == "id");
  CHECK(snake_case("?!") == "");
}

TEST_CASE("camel_case and pascal_case") {
  CHECK(camel_case("user_id") == "userId");
  CHECK(camel_case("GetMovieByID") == "getMovieById");
  CHECK(pascal_case("user_accounts") == "UserAccounts");
  CHECK(pascal_case("GetMovieByID") == "GetMovieByID");
  CHECK(pascal_case("activity-log 2024") == "ActivityLog2024");
  CHECK_MESSAGE(pascal_case("v1_2") != pascal_case("v12"), "digits of different words stay apart");
}

TEST_CASE("as_written keeps what C++ allows") {
  CHECK(as_written("GetMovie") == "GetMovie");
  CHECK(as_written("2nd-Try") == "2nd_Try");
  CHECK(as_written("a__b") == "a_b");
  CHECK(as_written("_Foo") == "Foo");
  CHECK(as_written("_id") == "_id");
  CHECK(as_written("-") == "");
}

TEST_CASE("letters beyond ASCII stay, other characters are spelled out or separate") {
  CHECK(snake_case("größe") == "größe");
  CHECK(snake_case("фильм") == "фильм");
  CHECK(snake_case("映画") == "映画");
  CHECK(snake_case("a\xF0\x9F\x8E\xAC") == "au1f3ac");
  CHECK(snake_case("a\xE2\x80\x93z") == "a_z");  // en dash
  CHECK(snake_case("e\xCC\x81") == "eu301");     // a combining accent is not NFC
  CHECK(snake_case("\xFF") == "ufffd");
}

TEST_CASE("legal_identifier escapes keywords, macros and leading digits") {
  CHECK(legal_identifier("class") == "class_");
  CHECK(legal_identifier("major") == "major_");
  CHECK(legal_identifier("xor") == "xor_");
  CHECK(legal_identifier("co_await") == "co_await_");
  CHECK(legal_identifier("NULL") == "NULL_");
  CHECK(legal_identifier("2fa") == "_2fa");
  for (const char* macro : {"st_mtime", "si_pid", "sa_handler", "EINTR", "M_PI", "linux", "assert", "emit"})
    CHECK(legal_identifier(macro) == std::string(macro) + "_");
  CHECK(legal_identifier("title") == "title");
  CHECK_MESSAGE(legal_identifier("value") == "value", "only a type may not hide it");
  CHECK(legal_type_name("value") == "value_");
  CHECK(legal_type_name("Rows") == "Rows_");
  CHECK(legal_type_name("kMovie") == "kMovie_");
  CHECK(legal_type_name("Movie") == "Movie");
  CHECK(legal_identifier("") == "");
}

TEST_CASE("is_legal_identifier") {
  CHECK(is_legal_identifier("MovieSummary"));
  CHECK_FALSE(is_legal_identifier("Movie-Summary"));
  CHECK_FALSE(is_legal_identifier("struct"));
  CHECK_FALSE(is_legal_identifier("1st"));
  CHECK_FALSE(is_legal_identifier(""));
  for (const char* name : {"_", "__LINE__", "_Movie", "a__b", "errno", "std", "pgscribe", "nlohmann"})
    CHECK_FALSE(is_legal_identifier(name));
  CHECK(is_legal_identifier("json"));
  CHECK_FALSE(is_legal_type_name("json"));
}

TEST_CASE("with_suffix never writes two underscores in a row") {
  CHECK(with_suffix("id", "_2") == "id_2");
  CHECK(with_suffix("class_", "_2") == "class_2");
}

TEST_CASE("file_characters") {
  CHECK(file_characters("my-file.v2") == "my-file.v2");
  CHECK(file_characters("фильмы и 映画") == "фильмы_и_映画");
  CHECK(file_characters("a b\"c\\d\n") == "a_b_c_d_");
}
