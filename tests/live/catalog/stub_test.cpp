#include "cli/stub.hpp"

#include <doctest/doctest.h>

#include <set>

#include "../../unit/catalog/fold.hpp"
#include "catalog/catalog.hpp"
#include "catalog/server_version.hpp"
#include "pgscribe/testing.hpp"
#include "server.hpp"

// What `pgscribe stub` writes of contrib's extensions stands for what is built in of them.

namespace {

using namespace pgscribe::catalog;
using namespace pgscribe::catalog::testing;

std::string signature(const Catalog& catalog, const Function& function) {
  std::string text = function.name + "(";
  for (const Oid type : function.input_types) text += catalog.format_type(type) + ",";
  return text + ") " + catalog.format_type(function.result) + (function.returns_set ? " set" : "") +
         (function.is_strict ? " strict" : "") + static_cast<char>(function.kind) +
         (function.kind == FunctionKind::aggregate ? ' ' : function.volatility);
}

/// The functions, operators, operator classes and types of the extension, by what they take and give.
std::set<std::string> objects_of_extension(const Catalog& catalog, std::string_view extension) {
  std::set<std::string> objects;
  const ExtensionObjects made = catalog.objects_of_extension(extension);
  for (const Function* function : made.functions) {
    if (function->internal_of == kInvalidOid) objects.insert(signature(catalog, *function));
  }
  for (const Type* type : made.types) objects.insert("type " + type->name + type->category);
  for (const Relation* relation : made.relations) {
    if (relation->kind != RelationKind::table) continue;
    for (const Column& column : relation->columns) {
      objects.insert("column " + relation->name + "." + column.name + " " +
                     catalog.format_type(column.type, column.type_modifier) + (column.not_null ? " not null" : ""));
    }
  }
  for (const Operator* op : made.operators) {
    objects.insert("operator " + op->name + "(" + catalog.format_type(op->left) + "," + catalog.format_type(op->right) +
                   ") " + catalog.format_type(op->result));
    if (const Operator* negator = catalog.operator_(op->negator)) objects.insert("negator " + op->name + negator->name);
  }
  for (const AccessMethod* method : made.access_methods) objects.insert("access method " + method->name);
  for (const OperatorClass* added : made.operator_classes) {
    objects.insert("operator class " + added->name + " " + added->method + " " + catalog.format_type(added->input) +
                   " " + catalog.operator_family(added->family)->name + (added->is_default ? " default" : ""));
  }
  return objects;
}

TEST_CASE("a stub of an extension has what the extension makes, and leaves nothing behind") {
  const pgscribe::testing::TemporaryServer temporary;
  const pgscribe::testing::TemporaryDatabase database(temporary, "template0");
  Server server(database.conninfo());
  std::size_t compared = 0;
  for (const std::string extension :
       {"hstore", "citext", "ltree", "cube", "isn", "intarray", "pg_trgm", "seg", "lo", "bloom", "btree_gin",
        "tablefunc", "pg_stat_statements", "pgcrypto", "unaccent"}) {
    CAPTURE(extension);
    const std::string text = pgscribe::cli::extension_stub(database.conninfo(), extension);
    const pgscribe::support::SourceFile stub("stub.sql", text);
    Folded with_stub;
    with_stub.catalog = catalog_of(server.major());
    set_stubs(with_stub.catalog, {{extension, {&stub}}});
    fold_into(with_stub, "create schema ext; create extension " + extension + " schema ext; set search_path = ext;");
    CHECK(with_stub.messages() == "");
    const Folded built_in = fold(
        "create schema ext; create extension " + extension + " schema ext; set search_path = ext;", server.major());
    const auto expected = objects_of_extension(built_in.catalog, extension);
    const auto actual = objects_of_extension(with_stub.catalog, extension);
    for (const std::string& object : expected) {
      CAPTURE(object);
      CHECK(actual.count(object) == 1);
    }
    compared += expected.size();
  }
  CHECK(compared > 700);
  CHECK(server.rows("select count(*) from pg_extension where extname <> 'plpgsql'") ==
        std::vector<std::vector<std::string>>{{"0"}});
  CHECK_THROWS_WITH((void)pgscribe::cli::extension_stub(database.conninfo(), "no such thing"),
                    doctest::Contains("no such thing"));
}

struct Packaged {
  std::string extension;
  std::string version;
  std::string before;  ///< what it needs
};

/// Debian's packages of these may not be installed, or in another version; then the test says so.
TEST_CASE("extensions of packages have what is built in of them, and nothing else") {
  const pgscribe::testing::TemporaryServer temporary;
  const Packaged packages[] = {{"postgis", "3.3.2", ""},
                               {"postgis_raster", "3.3.2", "create extension postgis schema ext;"},
                               {"address_standardizer", "3.3.2", ""},
                               {"pg_partman", "4.7.2", ""}};
  for (const Packaged& package : packages) {
    CAPTURE(package.extension);
    const pgscribe::testing::TemporaryDatabase database(temporary, "template0");
    const std::string available = "select 1 from pg_available_extension_versions where name = '" + package.extension +
                                  "' and version = '" + package.version + "'";
    if (Server(database.conninfo()).rows(available).empty()) {
      MESSAGE("SKIPPED: ", package.extension, " ", package.version, " is not installed");
      continue;
    }
    const std::string text = pgscribe::cli::extension_stub(database.conninfo(), package.extension);
    const pgscribe::support::SourceFile stub("stub.sql", text);
    const std::string statements = "create schema ext;" + package.before + "create extension " + package.extension +
                                   " schema ext; set search_path = ext;";
    Folded with_stub;
    set_stubs(with_stub.catalog, {{package.extension, {&stub}}});
    fold_into(with_stub, statements);
    CHECK(with_stub.messages() == "");
    const Folded built_in = fold(statements);
    CHECK(built_in.messages() == "");
    const auto expected = objects_of_extension(with_stub.catalog, package.extension);
    const auto actual = objects_of_extension(built_in.catalog, package.extension);
    CHECK(expected.size() >= 5);
    for (const std::string& object : expected) {
      CAPTURE(object);
      CHECK(actual.count(object) == 1);
    }
    for (const std::string& object : actual) {
      CAPTURE(object);
      CHECK(expected.count(object) == 1);
    }
  }
}

}  // namespace
