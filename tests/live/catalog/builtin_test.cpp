#include <doctest/doctest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "catalog/builtin_rows.hpp"
#include "catalog/builtins.hpp"
#include "catalog/catalog.hpp"
#include "catalog/quote_identifier.hpp"
#include "catalog/server_version.hpp"
#include "pgscribe/testing.hpp"
#include "server.hpp"
#include "sql/later_keyword.hpp"

// Every built-in object against the server's own catalog: both sides are written as lines of text, and the sets must be
// equal. OIDs are compared where PostgreSQL's sources fix them (below 10000). The rows are those of the server's minor
// release; for one that the rows do not know yet, a difference says so.

namespace {

using namespace pgscribe::catalog;
using namespace pgscribe::catalog::testing;

const pgscribe::testing::TemporaryServer& shared_server() {
  static const pgscribe::testing::TemporaryServer kServer;
  return kServer;
}

std::set<std::string> server_lines(const std::string& sql) {
  Server server(shared_server().conninfo());
  // Names print with their schema unless it is pg_catalog.
  server.try_run("set search_path = pg_catalog");
  std::set<std::string> lines;
  for (auto& row : server.rows(sql)) lines.insert(std::move(row.front()));
  return lines;
}

int server_major() {
  static const int kMajor = Server(shared_server().conninfo()).major();
  return kMajor;
}

int server_minor() {
  static const int kMinor = Server(shared_server().conninfo()).minor();
  return kMinor;
}

std::string difference(const std::set<std::string>& server, const std::set<std::string>& ours) {
  std::string text;
  for (const std::string& line : server) {
    if (ours.count(line) == 0) text += "server: " + line + "\n";
  }
  for (const std::string& line : ours) {
    if (server.count(line) == 0) text += "ours:   " + line + "\n";
  }
  if (!text.empty() && server_major() == 15 && server_minor() > newest_minor()) {
    text = "The rows were dumped from PostgreSQL 15." + std::to_string(newest_minor()) + ", this is 15." +
           std::to_string(server_minor()) + ": run generator/scripts/dump_builtins.py --throwaway\n" + text;
  }
  return text;
}

const Builtins& builtins_of_server() {
  static const Builtins kOfMinor = builtins_of_minor(server_minor());
  return server_major() == 15 ? kOfMinor : builtins(server_major());
}

const Catalog& fresh() {
  static const Catalog kCatalog = catalog_of(server_major());
  return kCatalog;
}

std::string oid_text(Oid oid) { return oid < 10000 ? std::to_string(oid) : std::string("-"); }
std::string type_text(Oid oid) {
  const Type* type = builtins_of_server().types.find(oid);
  return type == nullptr ? "-" : type->schema + "." + type->name;
}
std::string flag(bool value) { return value ? "t" : "f"; }
std::string function_text(Oid oid) {
  const Function* function = builtins_of_server().functions.find(oid);
  if (function == nullptr) return "-";
  std::string types;
  for (const Oid type : function->input_types) types += (types.empty() ? "" : ",") + type_text(type);
  return function->schema + "." + function->name + "(" + types + ")";
}

// SQL that prints as the functions above do.
const std::string kType =
    "coalesce((select tn.nspname || '.' || tt.typname from pg_type tt join pg_namespace tn on tn.oid = tt.typnamespace "
    "where tt.oid = $), '-')";
std::string sql_type(const std::string& oid) {
  std::string text = kType;
  return text.replace(text.find('$'), 1, oid);
}
std::string sql_oid(const std::string& oid) {
  return "case when " + oid + " < 10000 then " + oid + "::text else '-' end";
}
std::string sql_function(const std::string& oid) {
  return "coalesce((select fn.nspname || '.' || fp.proname || '(' || coalesce((select string_agg(" + sql_type("k.t") +
         ", ',' order by k.o) from unnest(fp.proargtypes) with ordinality k(t, o)), '') || ')' from pg_proc fp join "
         "pg_namespace fn on fn.oid = fp.pronamespace"
         " where fp.oid = " +
         oid + "), '-')";
}

TEST_CASE("types") {
  const std::set<std::string> server = server_lines(
      "select concat_ws(' ', n.nspname || '.' || t.typname, " + sql_oid("t.oid") +
      ", t.typtype, t.typcategory, t.typispreferred, " + sql_type("t.typelem") + ", " + sql_type("t.typarray") +
      ", t.typsubscript = 'array_subscript_handler'::regproc, t.typsubscript <> 0::oid, " + sql_type("t.typbasetype") +
      ", t.typtypmod, t.typnotnull, t.typcollation <> 0, t.typmodin <> 0::oid, " + sql_type("r.rngsubtype") + ", " +
      sql_type("r.rngmultitypid") +
      ", coalesce((select rn.nspname || '.' || rc.relname from pg_class rc join pg_namespace rn on rn.oid = "
      "rc.relnamespace where rc.oid = t.typrelid), '-'))"
      " from pg_type t join pg_namespace n on n.oid = t.typnamespace left join pg_range r on r.rngtypid = t.oid"
      " where n.nspname in ('pg_catalog', 'information_schema') and t.typrelid not in (select oid from pg_class where "
      "relkind = 't')");
  std::set<std::string> ours;
  for (const Type& t : builtins_of_server().types.all()) {
    if (t.oid == kErrorType) continue;
    const Relation* relation = builtins_of_server().relations.find(t.relation);
    const bool is_range = t.kind == TypeKind::range;
    ours.insert(t.schema + "." + t.name + " " + oid_text(t.oid) + " " + static_cast<char>(t.kind) + " " + t.category +
                " " + flag(t.preferred) + " " + type_text(t.element) + " " + type_text(t.array) + " " +
                flag(t.is_true_array) + " " + flag(t.is_subscriptable) + " " + type_text(t.base) + " " +
                std::to_string(t.base_modifier) + " " + flag(t.not_null) + " " + flag(t.is_collatable) + " " +
                flag(t.has_typmod_in) + " " + type_text(is_range ? t.subtype : kInvalidOid) + " " +
                type_text(is_range ? t.multirange : kInvalidOid) + " " +
                (relation == nullptr ? "-" : relation->schema + "." + relation->name));
  }
  CHECK(ours.size() > 600);
  CHECK(difference(server, ours) == "");
}

TEST_CASE("functions") {
  const std::set<std::string> server =
      server_lines("select concat_ws(' ', " + sql_function("p.oid") + ", " + sql_oid("p.oid") +
                   ", p.prokind, coalesce(a.aggkind::text, '-'), coalesce(a.aggnumdirectargs, 0), "
                   "p.pronargdefaults, " +
                   sql_type("p.provariadic") + ", " + sql_type("p.prorettype") +
                   ", p.proretset, p.proisstrict, p.provolatile, "
                   "case when p.proargnames is null and p.proargmodes is null then '' else (select "
                   "string_agg(coalesce(p.proargmodes[k.o], 'i')::text || ':' || "
                   "coalesce(p.proargnames[k.o], '') || ':' || " +
                   sql_type("k.t") +
                   ", ',' order by k.o) from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) "
                   "with ordinality k(t, o)) end) from pg_proc p left join pg_aggregate a on a.aggfnoid = p.oid");
  std::set<std::string> ours;
  for (const Function& f : builtins_of_server().functions.all()) {
    std::string arguments;
    for (const FunctionArgument& a : f.arguments) {
      arguments += (arguments.empty() ? "" : ",") + std::string(1, static_cast<char>(a.mode)) + ":" + a.name + ":" +
                   type_text(a.type);
    }
    const std::string aggregate =
        f.aggregate_kind == AggregateKind::none ? "-" : std::string(1, static_cast<char>(f.aggregate_kind));
    ours.insert(function_text(f.oid) + " " + oid_text(f.oid) + " " + static_cast<char>(f.kind) + " " + aggregate + " " +
                std::to_string(f.direct_argument_count) + " " + std::to_string(f.default_count) + " " +
                type_text(f.variadic) + " " + type_text(f.result) + " " + flag(f.returns_set) + " " +
                flag(f.is_strict) + " " + f.volatility + " " + arguments);
  }
  CHECK(ours.size() > 3000);
  CHECK(difference(server, ours) == "");
}

std::string strategies_text(BtreeStrategies strategies) {
  std::string text;
  for (const BtreeStrategy each : {BtreeStrategy::less, BtreeStrategy::less_equal, BtreeStrategy::equal,
                                   BtreeStrategy::greater_equal, BtreeStrategy::greater}) {
    if (strategies.has(each)) text += (text.empty() ? "" : ",") + std::to_string(static_cast<int>(each));
  }
  return text.empty() ? "-" : text;
}

TEST_CASE("operators") {
  const std::set<std::string> server =
      server_lines("select concat_ws(' ', o.oprname, " + sql_oid("o.oid") + ", " + sql_type("o.oprleft") + ", " +
                   sql_type("o.oprright") + ", " + sql_type("o.oprresult") + ", " + sql_function("o.oprcode::oid") +
                   ", (select proisstrict from pg_proc where oid = o.oprcode), (select proretset from pg_proc where "
                   "oid = o.oprcode), "
                   "o.oprcom, o.oprnegate, coalesce((select string_agg(distinct w.amopstrategy::text, ',') from "
                   "pg_amop w where w.amopopr = o.oid and w.amopmethod = 403 and w.amoppurpose = 's'), '-')) from "
                   "pg_operator o");
  std::set<std::string> ours;
  for (const Operator& o : builtins_of_server().operators.all()) {
    ours.insert(o.name + " " + oid_text(o.oid) + " " + type_text(o.left) + " " + type_text(o.right) + " " +
                type_text(o.result) + " " + function_text(o.function_oid) + " " + flag(o.is_strict) + " " +
                flag(o.returns_set) + " " + std::to_string(o.commutator) + " " + std::to_string(o.negator) + " " +
                strategies_text(o.btree));
  }
  CHECK(ours.size() > 700);
  CHECK(difference(server, ours) == "");
}

TEST_CASE("access methods, operator families and classes") {
  std::set<std::string> server = server_lines(
      "select concat_ws(' ', 'class', n.nspname, c.opcname, a.amname, " + sql_type("c.opcintype") +
      ", f.opfname, c.opcdefault) from pg_opclass c join pg_namespace n on n.oid = c.opcnamespace join pg_am a on "
      "a.oid = c.opcmethod join pg_opfamily f on f.oid = c.opcfamily");
  server.merge(server_lines(
      "select concat_ws(' ', 'family', n.nspname, f.opfname, a.amname) from pg_opfamily f join pg_namespace n on "
      "n.oid = f.opfnamespace join pg_am a on a.oid = f.opfmethod"));
  server.merge(server_lines(
      "select concat_ws(' ', 'method', amname, pg_indexam_has_property(oid, 'can_order'), pg_indexam_has_property(oid, "
      "'can_unique'), pg_indexam_has_property(oid, 'can_multi_col'), pg_indexam_has_property(oid, 'can_include'), "
      "pg_indexam_has_property(oid, 'can_exclude')) from pg_am where amtype = 'i'"));
  const Builtins& builtins = builtins_of_server();
  std::set<std::string> ours;
  for (const OperatorClass& c : builtins.operator_classes.all()) {
    ours.insert("class " + c.schema + " " + c.name + " " + c.method + " " + type_text(c.input) + " " +
                builtins.operator_families.find(c.family)->name + " " + flag(c.is_default));
  }
  for (const OperatorFamily& f : builtins.operator_families.all())
    ours.insert("family " + f.schema + " " + f.name + " " + f.method);
  for (const AccessMethod& m : builtins.access_methods) {
    ours.insert("method " + m.name + " " + flag(m.can_order) + " " + flag(m.can_unique) + " " +
                flag(m.can_multi_column) + " " + flag(m.can_include) + " " + flag(m.can_exclude));
  }
  CHECK(ours.size() > 300);
  CHECK(difference(server, ours) == "");
}

TEST_CASE("casts") {
  const std::set<std::string> server =
      server_lines("select concat_ws(' ', " + sql_type("c.castsource") + ", " + sql_type("c.casttarget") +
                   ", c.castcontext, c.castmethod, " + sql_function("c.castfunc") + ") from pg_cast c");
  std::set<std::string> ours;
  for (const auto& [key, c] : builtins_of_server().casts) {
    ours.insert(type_text(c.source) + " " + type_text(c.target) + " " + static_cast<char>(c.context) + " " +
                static_cast<char>(c.method) + " " + function_text(c.function));
  }
  CHECK(ours.size() > 200);
  CHECK(difference(server, ours) == "");
}

TEST_CASE("columns and keys of the system relations") {
  const std::string where = " where n.nspname in ('pg_catalog', 'information_schema') and c.relkind in ('r', 'v')";
  std::set<std::string> server =
      server_lines("select concat_ws(' ', n.nspname || '.' || c.relname, " + sql_oid("c.oid") +
                   ", c.relkind, a.attnum, a.attname, " + sql_type("a.atttypid") +
                   ", a.atttypmod, a.attnotnull) from pg_class c join pg_namespace n on n.oid = c.relnamespace join "
                   "pg_attribute a on a.attrelid = c.oid and a.attnum > 0" +
                   where);
  server.merge(
      server_lines("select concat_ws(' ', n.nspname || '.' || c.relname, 'key', i.relname, x.indisprimary, "
                   "array_to_string(x.indkey::int2[], ',')) from pg_class c "
                   "join pg_namespace n on n.oid = c.relnamespace join pg_index x on x.indrelid = c.oid join pg_class "
                   "i on i.oid = x.indexrelid" +
                   where + " and x.indisunique and x.indpred is null and x.indexprs is null"));
  std::set<std::string> ours;
  for (const Relation& r : builtins_of_server().relations.all()) {
    const std::string name = r.schema + "." + r.name;
    for (std::size_t i = 0; i < r.columns.size(); ++i) {
      const Column& c = r.columns[i];
      ours.insert(name + " " + oid_text(r.oid) + " " + static_cast<char>(r.kind) + " " + std::to_string(i + 1) + " " +
                  c.name + " " + type_text(c.type) + " " + std::to_string(c.type_modifier) + " " + flag(c.not_null));
    }
    for (const UniqueKey& key : r.unique_keys) {
      std::string columns;
      for (const int column : key.columns) columns += (columns.empty() ? "" : ",") + std::to_string(column);
      ours.insert(name + " key " + key.name + " " + flag(key.is_primary) + " " + columns);
    }
  }
  CHECK(ours.size() > 2000);
  CHECK(difference(server, ours) == "");
}

TEST_CASE("type names print alike") {
  std::set<std::string> server =
      server_lines("select t.oid || ' ' || format_type(t.oid, null) from pg_type t where t.oid < 10000");
  std::vector<std::pair<Oid, int>> modified = {
      {1042, 9}, {1043, 14}, {1560, 4},  {1562, 7},         {1700, 655366},    {1083, 2},          {1266, 0},
      {1114, 6}, {1184, 3},  {1015, 14}, {1186, 201392127}, {1186, 268435457}, {1186, 2147418115}, {1231, 655366}};
  // A negative scale, which 14 does not have.
  if (server_major() > 14) modified.emplace_back(1700, 198658);
  std::string values;
  for (const auto& [oid, modifier] : modified)
    values += (values.empty() ? "values (" : ", (") + std::to_string(oid) + ", " + std::to_string(modifier) + ")";
  server.merge(server_lines("select o || ' ' || m || ' ' || format_type(o, m) from (" + values + ") v(o, m)"));
  std::set<std::string> ours;
  for (const Type& type : builtins_of_server().types.all()) {
    if (type.oid < 10000 && type.oid != kErrorType)
      ours.insert(std::to_string(type.oid) + " " + fresh().format_type(type.oid));
  }
  for (const auto& [oid, modifier] : modified) {
    ours.insert(std::to_string(oid) + " " + std::to_string(modifier) + " " + fresh().format_type(oid, modifier));
  }
  CHECK(difference(server, ours) == "");
}

TEST_CASE("what can be sorted and compared") {
  Server server(shared_server().conninfo());
  std::size_t checked = 0;
  for (const Type& type : builtins_of_server().types.all()) {
    const bool is_usable = type.kind != TypeKind::pseudo && type.schema == "pg_catalog";
    if (!is_usable) continue;
    const std::string name = "pg_catalog.\"" + type.name + "\"";
    CAPTURE(name);
    const std::string from = " from (select null::" + name + " as x offset 0) q ";
    CHECK(fresh().is_orderable(type.oid) == !server.try_run("select 1" + from + "order by x"));
    CHECK(fresh().has_equality(type.oid) == !server.try_run("select distinct x" + from));
    ++checked;
  }
  CHECK(checked > 400);
}

TEST_CASE("the words that need quotes are the server's keywords") {
  Server server(shared_server().conninfo());
  for (const auto& row : server.rows("select word, quote_ident(word) from pg_get_keywords()")) {
    // What the program writes is for every release alike: words that became keywords later need no quotes in it.
    if (!pgscribe::sql::later_keyword(row[0], 15, server_major())) CHECK(quote_identifier(row[0]) == row[1]);
  }
}

}  // namespace
