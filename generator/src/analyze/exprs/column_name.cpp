#include "analyze/exprs/target_list.hpp"

// The name of a select-list item without AS (FigureColname of parse_target.c).

namespace pgscribe::analyze {

namespace {

/// How much PostgreSQL likes a name: a weak one gives way to the name of a cast's argument.
enum class Strength { none, weak, strong };
struct FoundName {
  Strength strength = Strength::none;
  std::string text;
};

using SubqueryNames = std::unordered_map<const sql::Select*, std::string>;

FoundName strong(std::string text) { return {Strength::strong, std::move(text)}; }

const char* sql_value_name(sql::SqlValueKind kind) {
  using Kind = sql::SqlValueKind;
  switch (kind) {
    case Kind::current_date: return "current_date";
    case Kind::current_time:
    case Kind::current_time_n: return "current_time";
    case Kind::current_timestamp:
    case Kind::current_timestamp_n: return "current_timestamp";
    case Kind::local_time:
    case Kind::local_time_n: return "localtime";
    case Kind::local_timestamp:
    case Kind::local_timestamp_n: return "localtimestamp";
    case Kind::current_role: return "current_role";
    case Kind::current_user: return "current_user";
    case Kind::user: return "user";
    case Kind::session_user: return "session_user";
    case Kind::current_catalog: return "current_catalog";
    case Kind::current_schema: return "current_schema";
  }
  return "";
}

FoundName xml_name(sql::XmlOperation op) {
  switch (op) {
    case sql::XmlOperation::concat: return strong("xmlconcat");
    case sql::XmlOperation::element: return strong("xmlelement");
    case sql::XmlOperation::forest: return strong("xmlforest");
    case sql::XmlOperation::parse: return strong("xmlparse");
    case sql::XmlOperation::pi: return strong("xmlpi");
    case sql::XmlOperation::root: return strong("xmlroot");
    case sql::XmlOperation::document: return {};
  }
  return {};
}

FoundName json_query_name(sql::JsonQueryKind kind) {
  switch (kind) {
    case sql::JsonQueryKind::exists: return strong("json_exists");
    case sql::JsonQueryKind::query: return strong("json_query");
    case sql::JsonQueryKind::value: return strong("json_value");
  }
  return {};
}

FoundName find_name(const sql::Expr& expr, const SubqueryNames* subqueries);

FoundName last_field_name(const sql::Indirection& indirection, const SubqueryNames* subqueries) {
  for (auto step = indirection.steps.rbegin(); step != indirection.steps.rend(); ++step) {
    if (const auto* field = std::get_if<sql::FieldStep>(&*step)) return strong(field->name.text);
  }
  return find_name(*indirection.arg, subqueries);
}

FoundName or_weak(FoundName name, std::string fallback) {
  if (name.strength == Strength::strong) return name;
  return {Strength::weak, std::move(fallback)};
}

FoundName subquery_name(const sql::Subquery& subquery, const SubqueryNames* subqueries) {
  if (subquery.kind == sql::SubqueryKind::exists) return strong("exists");
  if (subquery.kind == sql::SubqueryKind::array) return strong("array");
  if (subquery.kind != sql::SubqueryKind::scalar || subqueries == nullptr) return {};
  const auto found = subqueries->find(subquery.select.get());
  return found != subqueries->end() ? strong(found->second) : FoundName{};
}

FoundName find_name(const sql::Expr& expr, const SubqueryNames* subqueries) {
  return std::visit(
      sql::Overloaded{
          [](const sql::ColumnRef& n) { return n.fields.empty() ? FoundName{} : strong(n.fields.back().text); },
          [&](const sql::Indirection& n) { return last_field_name(n, subqueries); },
          [](const sql::FunctionCall& n) { return strong(n.name.last()); },
          [](const sql::NullIf&) { return strong("nullif"); },
          [&](const sql::Cast& n) { return or_weak(find_name(*n.arg, subqueries), n.type.name.last()); },
          [&](const sql::Collate& n) { return n.arg != nullptr ? find_name(*n.arg, subqueries) : FoundName{}; },
          [](const sql::GroupingCall&) { return strong("grouping"); },
          [&](const sql::Subquery& n) { return subquery_name(n, subqueries); },
          [&](const sql::Case& n) {
            return or_weak(n.otherwise != nullptr ? find_name(*n.otherwise, subqueries) : FoundName{}, "case");
          },
          [](const sql::ArrayConstructor&) { return strong("array"); },
          [](const sql::RowConstructor&) { return strong("row"); },
          [](const sql::Coalesce&) { return strong("coalesce"); },
          [](const sql::MinMax& n) { return strong(n.greatest ? "greatest" : "least"); },
          [](const sql::SqlValueFunction& n) { return strong(sql_value_name(n.kind)); },
          [](const sql::XmlCall& n) { return xml_name(n.op); },
          [](const sql::XmlSerialize&) { return strong("xmlserialize"); },
          [](const sql::JsonObject&) { return strong("json_object"); },
          [](const sql::JsonArray&) { return strong("json_array"); },
          [](const sql::JsonArrayQuery&) { return strong("json_array"); },
          [](const sql::JsonAggregate& n) { return strong(n.key != nullptr ? "json_objectagg" : "json_arrayagg"); },
          [](const sql::JsonParse&) { return strong("json"); },
          [](const sql::JsonScalar&) { return strong("json_scalar"); },
          [](const sql::JsonSerialize&) { return strong("json_serialize"); },
          [](const sql::JsonQueryCall& n) { return json_query_name(n.kind); },
          [](const sql::MergeActionCall&) { return strong("merge_action"); },
          [](const auto&) { return FoundName{}; },
      },
      expr.node);
}

}  // namespace

std::string column_name_of(const sql::Expr& expr) {
  std::string name = column_name_or_empty(expr);
  return name.empty() ? "?column?" : name;
}

std::string column_name_of(const ParseState& state, const sql::Expr& expr) {
  std::string name = find_name(expr, &state.context.subquery_names).text;
  return name.empty() ? "?column?" : name;
}

std::string column_name_or_empty(const sql::Expr& expr) { return find_name(expr, nullptr).text; }

}  // namespace pgscribe::analyze
