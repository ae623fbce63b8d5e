#include "codegen/cpp_spelling.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace pgscribe::codegen;

TEST_CASE("is_type takes what a member can be declared with, and nothing else") {
  for (const char* type :
       {"my::Money", "::my::Money", "Money", "std::string", "std::optional<std::string>", "unsigned long",
        "long double", "signed char", "std::map<std::string, std::vector<my::T>>", "my::Fixed<12, 2>", "my::Flag<true>",
        "std::shared_ptr<const my::T>", "my::Ref<my::T*>", "my::Ref<const my::T* const>", "my::T<>", "my::Größe",
        "std::array< int , 3 >", "pgscribe::Uuid", "my::Result<void>"}) {
    CHECK_MESSAGE(is_type(type), type);
  }
  for (const char* type : {"",
                           "my::",
                           "::",
                           "my::Money;",
                           "my::Money x",
                           "my::Money {}; int",
                           "int x; struct T",
                           "*/ int x; /*",
                           "// x",
                           "my::Money*",
                           "my::Money&",
                           "my::Money[3]",
                           "void",
                           "auto",
                           "class",
                           "struct T",
                           "decltype(x)",
                           "typename T::x",
                           "my::f()",
                           "std::vector<",
                           "std::vector<int",
                           "std::vector<int>>",
                           "std::vector<int,>",
                           "a<1+1>",
                           "a<\"x\">",
                           "bool int",
                           "long long long",
                           "unsigned float",
                           "unsigned unsigned",
                           "short char",
                           "EOF",
                           "my::errno",
                           "__LINE__",
                           "_T",
                           "_",
                           "std",
                           "my::std",
                           "a b",
                           "a-b",
                           "1a",
                           "\u202EMoney",
                           "a\u200B",
                           "a\\",
                           "a?\?/",
                           "\xFF",
                           "a\nb"}) {
    CHECK_MESSAGE(!is_type(type), type);
  }
  std::string deep = "int";
  for (int i = 0; i < 100'000; ++i) deep = "a<" + deep;
  CHECK_FALSE(is_type(deep));
}

TEST_CASE("is_variable, is_header and is_namespace") {
  CHECK(is_variable("my::money_codec"));
  CHECK(is_variable("pgscribe::codec::as_text<pgscribe::codec::int4>"));
  CHECK_FALSE(is_variable("my::codec()"));
  CHECK_FALSE(is_variable("int"));
  CHECK_FALSE(is_variable("x, 0); int y = (1"));
  for (const char* header : {"my/money.hpp", "<map>", "\"my/money.hpp\"", "my money+.hpp", "größe.hpp"})
    CHECK_MESSAGE(is_header(header), header);
  for (const char* header : {"", "<>", "<a>b>", "a\"b", "a\nb", "<a//b>", "a/*b", "a\\b", "a\u202Eb", "\xFF"})
    CHECK_MESSAGE(!is_header(header), header);
  for (const char* name : {"db", "media::db", "a::time", "db::min", "база"}) CHECK_MESSAGE(is_namespace(name), name);
  for (const char* name :
       {"",        "1x",           "class",        "db::class", "a:b",      "a::",   "::a",      "a::::b", "std",
        "db::std", "pgscribe::db", "db::nlohmann", "EINTR",     "db::M_PI", "linux", "__LINE__", "_",      "_X",
        "a__b",    "a b",          "time",         "index",     "stat",     "isnan", "a {",      "a-b",    "\u202Ea"})
    CHECK_MESSAGE(!is_namespace(name), name);
}

TEST_CASE("a type directive is a type and perhaps a header") {
  const auto split = [](std::string_view text) {
    const auto parts = split_type_directive(text);
    return parts ? std::string(parts->type) + "|" + std::string(parts->header) : "none";
  };
  CHECK(split("my::T") == "my::T|");
  CHECK(split("my::T \"my/t.hpp\"") == "my::T|\"my/t.hpp\"");
  CHECK(split("my::T\t<my/t.hpp>") == "my::T|<my/t.hpp>");
  CHECK(split("std::vector<my::T> <my/t.hpp>") == "std::vector<my::T>|<my/t.hpp>");
  CHECK(split("unsigned long") == "unsigned long|");
  for (const char* text : {"my::T my/t.hpp", "\"my/t.hpp\"", "my::T <a>b>", "my::T \"a\" x", "my::T \"a\"b\""})
    CHECK_MESSAGE(split(text) == "none", text);
}

TEST_CASE("check_spellings reports each place of the configuration that would become C++") {
  const pgscribe::support::SourceFile file("generator.yaml", "namespace rename type include codec");
  pgscribe::config::CppOptions options;
  options.file = &file;
  options.namespace_ = "db::class";
  options.namespace_span = {0, 9};
  options.rename["t"] = {"EINTR", {10, 16}};
  pgscribe::config::Override override_;
  override_.type = {"my::T;", "a\nb", "f()", false, {17, 21}, {22, 29}, {30, 35}};
  options.overrides.push_back(override_);
  pgscribe::support::Diagnostics diagnostics;
  check_spellings(options, diagnostics);
  std::vector<std::string> places;
  for (const auto& diagnostic : diagnostics.all()) places.emplace_back(file.slice(diagnostic.span));
  CHECK(places == std::vector<std::string>{"namespace", "rename", "type", "include", "codec"});
}
