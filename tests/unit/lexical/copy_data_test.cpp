#include "lexical/copy_data.hpp"

#include <doctest/doctest.h>

#include <string>

namespace pgscribe::lexical {
namespace {

/// The statements in brackets, the lines of COPY in parentheses.
std::string split(std::string_view text) {
  std::string result;
  for (const ScriptStatement& statement : split_script(text)) {
    result += "[" + std::string(slice(text, statement.range)) + "]";
    if (statement.copy_data) result += "(" + std::string(copy_lines(text, *statement.copy_data)) + ")";
  }
  return result;
}

}  // namespace

TEST_CASE("statements, without those that are only comments") {
  CHECK(split("SELECT 1; SELECT 2") == "[SELECT 1][ SELECT 2]");
  CHECK(split(" ;; -- nothing\n /* ; */ ;").empty());
  CHECK(split("").empty());
}

TEST_CASE("COPY and its data") {
  CHECK(split("a;COPY t (x) FROM stdin;\n1;'\n2\n\\.\nb;") == "[a][COPY t (x) FROM stdin](1;'\n2\n)[\nb]");
  CHECK(split("copy t FROM STDIN WITH (FORMAT csv);\n1\n\\.") == "[copy t FROM STDIN WITH (FORMAT csv)](1\n)");
  CHECK(split("COPY t FROM stdin;\n\\.\nCOPY u FROM stdin;\r\n7\r\n\\.\r\n") ==
        "[COPY t FROM stdin]()[\nCOPY u FROM stdin](7\r\n)");
  CHECK(split("COPY t FROM stdin;\nb") == "[COPY t FROM stdin][\nb]");
  CHECK(split("COPY t TO stdout;\nb;\n\\.\n") == "[COPY t TO stdout][\nb][\n\\.\n]");
}

}  // namespace pgscribe::lexical
