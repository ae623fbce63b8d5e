#include "catalog/inheritance.hpp"

#include <doctest/doctest.h>

#include <string>

#include "fold.hpp"

using namespace pgscribe::catalog;
using namespace pgscribe::catalog::testing;

namespace {

std::string names(const Catalog& catalog, const std::vector<Oid>& oids) {
  std::string text;
  for (const Oid oid : oids) text += (text.empty() ? "" : " ") + catalog.relation(oid)->name;
  return text;
}

}  // namespace

TEST_CASE("descendants and ancestors come nearest first, and once where they are reached on two ways") {
  const Folded folded = fold(
      "create table top (a int); create table leftish () inherits (top); create table rightish () inherits (top);"
      "create table bottom () inherits (leftish, rightish); create table apart (a int);");
  CHECK(folded.messages() == "");
  const auto oid = [&](const char* name) { return folded.catalog.find_relation("", name)->oid; };
  CHECK(names(folded.catalog, children_of(folded.catalog, oid("top"))) == "leftish rightish");
  CHECK(names(folded.catalog, with_descendants(folded.catalog, oid("top"))) == "top leftish rightish bottom");
  CHECK(names(folded.catalog, with_ancestors(folded.catalog, oid("bottom"))) == "bottom leftish rightish top");
  CHECK(names(folded.catalog, with_descendants(folded.catalog, oid("apart"))) == "apart");
  CHECK(names(folded.catalog, with_ancestors(folded.catalog, oid("apart"))) == "apart");
}
