#include "query/variant_directive.hpp"

#include <doctest/doctest.h>

#include <string>

namespace pgscribe::query {
namespace {

std::string names(const std::vector<PlacedName>& names) {
  std::string result;
  for (const PlacedName& name : names) result += (result.empty() ? "" : "+") + name.text;
  return result;
}

/// What the directive was read as, or the text under the message.
std::string read(const std::string& text) {
  const support::SourceFile file("test.sql", text);
  support::Diagnostics diagnostics;
  VariantDirectives directives;
  const CommentLine line{file.slice({0, static_cast<std::uint32_t>(text.size())}),
                         {0, static_cast<std::uint32_t>(text.size())}};
  REQUIRE(is_variant_directive(line.text.substr(0, line.text.find(' '))));
  if (!read_variant_directive(line, file, directives, diagnostics))
    return "bad «" + std::string(file.slice(diagnostics.all().front().span)) + "»";
  std::string result;
  for (const OptionalItem& item : directives.optional) {
    static constexpr const char* kKinds[] = {"parameter", "group", "flag", "join"};
    result += (result.empty() ? "" : "; ") + std::string(kKinds[static_cast<int>(item.kind)]) + " " + item.name.text +
              "(" + names(item.parts) + ")";
    if (!item.name.text.empty()) CHECK(file.slice(item.name.span).find(item.name.text) != std::string_view::npos);
  }
  for (const OrderItem& item : directives.orders)
    result += item.order.text + " " + item.label.text + (item.is_reversible ? " both" : "") + ": " +
              std::string(file.slice(item.list));
  for (const PatchItem& item : directives.patches) result += "patch " + names(item.names);
  for (const BulkItem& item : directives.bulks)
    result += std::string("bulk") + (item.is_distinct ? " distinct" : "") + (item.is_in_order ? " in order" : "") +
              " " + names(item.names);
  for (const KeysetItem& item : directives.keysets) result += item.after.text + "/" + item.before.text;
  return result;
}

}  // namespace

TEST_CASE("@optional") {
  CHECK(read("@optional a") == "parameter a()");
  CHECK(read("@optional @a , \"B c\"") == "parameter a(); parameter B c()");
  CHECK(read("@optional (a, b), range (c,d), :e") == "group (a+b); group range(c+d); flag e()");
  CHECK(read("@optional join t when a, b") == "join t(a+b)");
  CHECK(read("@optional join") == "parameter join()");
  CHECK(read("@optional") == "bad «@optional»");
  CHECK(read("@optional a b") == "bad «b»");
  CHECK(read("@optional a,") == "bad «@optional a,»");
  CHECK(read("@optional (a") == "bad «@optional (a»");
  CHECK(read("@optional join t") == "bad «@optional join t»");
  CHECK(read("@optional 3") == "bad «3»");
}

TEST_CASE("@bulk") {
  CHECK(read("@bulk") == "bulk ");
  CHECK(read("@bulk (a, @b)") == "bulk a+b");
  CHECK(read("@bulk distinct") == "bulk distinct ");
  CHECK(read("@bulk in order") == "bulk in order ");
  CHECK(read("@bulk in order distinct (a)") == "bulk distinct in order a");
  CHECK(read("@bulk a") == "bad «a»");
  CHECK(read("@bulk in") == "bad «@bulk in»");
  CHECK(read("@bulk ()") == "bad «)»");
  CHECK(read("@bulk (a") == "bad «@bulk (a»");
  CHECK(read("@bulk (a) distinct") == "bad «distinct»");
}

TEST_CASE("@order") {
  CHECK(read("@order sort newest") == "sort newest: ");
  CHECK(read("@order sort name: u.name, lower(u.\"A\") DESC") == "sort name: u.name, lower(u.\"A\") DESC");
  CHECK(read("@order sort name desc-able: u.name") == "sort name both: u.name");
  CHECK(read("@order sort name desc-able") == "sort name both: ");
  CHECK(read("@order") == "bad «@order»");
  CHECK(read("@order sort") == "bad «@order sort»");
  CHECK(read("@order sort name:") == "bad «@order sort name:»");
  CHECK(read("@order sort name desc: a") == "bad «:»");
  CHECK(read("@order sort name a") == "bad «a»");
}

TEST_CASE("@patch and @keyset") {
  CHECK(read("@patch") == "patch ");
  CHECK(read("@patch a, b") == "patch a+b");
  CHECK(read("@patch a b") == "bad «b»");
  CHECK(read("@keyset after") == "after/");
  CHECK(read("@keyset after, before") == "after/before");
  CHECK(read("@keyset a, b, c") == "bad «@keyset a, b, c»");
}

}  // namespace pgscribe::query
