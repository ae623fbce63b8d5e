#include "claims.hpp"

#include <algorithm>
#include <memory>
#include <regex>
#include <set>

#include "analyze/analyze.hpp"
#include "analyze/facts/nullability.hpp"
#include "catalog/apply_ddl.hpp"
#include "query/read_queries.hpp"
#include "sql/migration.hpp"
#include "support/render_diagnostic.hpp"

namespace property {

using pgscribe::analyze::AnalyzedQuery;
using pgscribe::analyze::Cardinality;
using pgscribe::support::Diagnostics;
using pgscribe::support::SourceFile;
namespace oid = pgscribe::catalog::oid;

bool Analyst::apply(const std::string& ddl) {
  Diagnostics diagnostics;
  const SourceFile& file = *files_.emplace_back(std::make_unique<SourceFile>("schema.sql", ddl + ";\n"));
  for (const auto& statement : pgscribe::sql::parse_migration(file, diagnostics, server_version_)) {
    pgscribe::catalog::apply_ddl(catalog_, statement, file, pgscribe::analyze::analyze_shape, diagnostics);
  }
  return !diagnostics.has_errors();
}

namespace {

/// As an author of a statement that varies writes parameters: by name.
std::string with_names(const std::string& sql) {
  static const std::regex number("\\$(\\d+)");
  return std::regex_replace(sql, number, "@p$1");
}

}  // namespace

Analysis Analyst::analyze(const Query& query) {
  Diagnostics diagnostics;
  const std::string annotation =
      std::string("-- name: Q ") + (query.columns.empty() ? ":exec\n" : ":many\n") + query.directives;
  const std::string sql = query.directives.empty() ? query.sql : with_names(query.sql);
  const SourceFile& file = *files_.emplace_back(std::make_unique<SourceFile>("query.sql", annotation + sql + ";\n"));
  Analysis analysis;
  for (const auto& decl : pgscribe::query::read_queries(file, diagnostics, server_version_))
    analysis.query = pgscribe::analyze::analyze(decl, catalog_, diagnostics);
  for (const auto& diagnostic : diagnostics.sorted())
    analysis.has_ties = analysis.has_ties || diagnostic.code == "keyset-ties";
  if (analysis.query && !diagnostics.has_errors()) return analysis;
  analysis.query.reset();
  for (const auto& diagnostic : diagnostics.sorted()) analysis.error += pgscribe::support::render_text(diagnostic);
  return analysis;
}

std::optional<Values> bind(const AnalyzedQuery& query, Random& random) {
  Values values;
  for (const auto& parameter : query.parameters) {
    if (!parameter.not_null && random.chance(60)) {
      values.emplace_back(std::nullopt);
      continue;
    }
    switch (parameter.type) {
      case oid::int2:
      case oid::int4:
      case oid::int8:
      case oid::numeric:
      case oid::float8: values.emplace_back(random_value(random, Type::integer)); break;
      case oid::text:
      case oid::varchar: values.emplace_back(random_value(random, Type::text)); break;
      case oid::bool_: values.emplace_back(random_value(random, Type::boolean)); break;
      case oid::jsonb: values.emplace_back(random_value(random, Type::json)); break;
      case oid::int4_array:
        if (parameter.elements == pgscribe::analyze::Elements::nullable && random.chance(50)) {
          values.emplace_back("{1,NULL}");
        } else {
          values.emplace_back(random_value(random, Type::integers));
        }
        break;
      default:
        values.emplace_back(
            random_value(random, parameter.type >= pgscribe::catalog::kFirstUserOid ? Type::integer : Type::integers));
        break;
    }
  }
  return values;
}

namespace {

using pgscribe::analyze::ResultColumn;

void check_value(const ResultColumn& column, const std::optional<std::string>& value, const std::string& place,
                 std::set<std::string>& broken);

/// A row, or rows in an array, by the fields that are known of it.
void check_fields(const ResultColumn& column, const std::string& value, const std::string& place,
                  std::set<std::string>& broken) {
  for (const auto& row : value.front() == '(' ? Values{value} : elements_of(value)) {
    if (!row) continue;
    const Values fields = fields_of(*row);
    if (fields.size() != column.fields.size()) {
      broken.insert(std::to_string(fields.size()) + " fields in " + place + " instead of " +
                    std::to_string(column.fields.size()));
      continue;
    }
    for (std::size_t i = 0; i < fields.size(); ++i)
      check_value(column.fields[i], fields[i], "field " + std::to_string(i + 1) + " of " + place, broken);
  }
}

void check_value(const ResultColumn& column, const std::optional<std::string>& value, const std::string& place,
                 std::set<std::string>& broken) {
  if (!value) {
    if (column.not_null) broken.insert("NULL in " + place + ", which is not null because " + text(column.reason));
    return;
  }
  if (column.is_always_null) broken.insert("a value in " + place + ", which is always NULL");
  if (column.elements == pgscribe::analyze::Elements::never_null && has_null_element(value))
    broken.insert("NULL in the array of " + place + ", whose elements are not null because " +
                  text(column.element_reason));
  if (!column.fields.empty()) check_fields(column, *value, place, broken);
}

std::string unless_within(Cardinality cardinality, std::size_t rows) {
  if (cardinality == Cardinality::exactly_one && rows != 1) return "exactly one";
  if (cardinality == Cardinality::at_most_one && rows > 1) return "at most one";
  return cardinality == Cardinality::none && rows != 0 ? "none" : "";
}

}  // namespace

/// Users' types have other numbers here than there, and rows in a result are sent written out, as records.
bool Analyst::is_sent_as(pgscribe::catalog::Oid type, Oid sent) const {
  const auto base = catalog_.base_type(type);
  const bool is_users = base >= pgscribe::catalog::kFirstUserOid;
  return is_users ? sent >= pgscribe::catalog::kFirstUserOid || sent == oid::record || sent == oid::record_array
                  : sent == base;
}

std::vector<std::string> Analyst::other_parameters(const AnalyzedQuery& query, const std::vector<Oid>& types) const {
  std::vector<std::string> other;
  for (std::size_t i = 0; i < std::min(types.size(), query.parameters.size()); ++i) {
    const auto type = query.parameters[i].type;
    const bool is_users = type >= pgscribe::catalog::kFirstUserOid;
    if (is_users ? types[i] < pgscribe::catalog::kFirstUserOid : types[i] != type)
      other.push_back("$" + std::to_string(i + 1) + " has type " + std::to_string(types[i]) + " instead of " +
                      std::to_string(type));
  }
  return other;
}

std::vector<std::string> Analyst::broken_claims(const AnalyzedQuery& query, const Answer& answer) const {
  const auto columns = query.columns();
  if (columns.size() != answer.types.size())
    return {std::to_string(answer.types.size()) + " columns instead of " + std::to_string(columns.size())};
  std::set<std::string> broken;
  const std::string rows = unless_within(query.cardinality, answer.rows.size());
  if (!rows.empty())
    broken.insert(std::to_string(answer.rows.size()) + " rows instead of " + rows + ", because " +
                  text(query.cardinality_reason));
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string place = "column " + std::to_string(i + 1);
    if (!is_sent_as(columns[i]->type, answer.types[i]))
      broken.insert("type " + std::to_string(answer.types[i]) + " in " + place + " instead of " +
                    std::to_string(columns[i]->type));
    for (const Values& row : answer.rows) check_value(*columns[i], row[i], place, broken);
  }
  return {broken.begin(), broken.end()};
}

namespace {

/// The rule behind a reason: names of the case left out.
std::string rule_of(const std::string& reason) {
  static const std::regex names("\\b(x\\d+|t\\d+|v\\d+|child|parted(_\\d)?)(\\.\\w+)?\\b");
  return std::regex_replace(reason, names, "t");
}

}  // namespace

void Precision::add(const AnalyzedQuery& query, const std::vector<bool>& seen, bool rows) {
  ++counts_of_rows_[std::string(pgscribe::analyze::to_string(query.cardinality))];
  const auto columns = query.columns();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i]->not_null) {
      ++not_null_;
      continue;
    }
    if (!rows) continue;
    Count& reason = by_reason_[rule_of(text(columns[i]->reason))];
    for (Count* count : {&nullable_, &reason}) {
      ++count->columns;
      count->seen += seen[i] ? 1 : 0;
    }
  }
}

std::string Precision::report() const {
  std::string text = "claims: " + std::to_string(not_null_) + " columns not null; " +
                     std::to_string(nullable_.columns) + " nullable in queries that gave rows, of which " +
                     std::to_string(nullable_.seen) + " gave a NULL\nrow counts:";
  for (const auto& [name, count] : counts_of_rows_) text += " " + name + " " + std::to_string(count);
  text += "\nnullable and no NULL seen, by reason (not seen of all):\n";
  std::vector<std::pair<std::string, Count>> reasons(by_reason_.begin(), by_reason_.end());
  std::sort(reasons.begin(), reasons.end(), [](const auto& a, const auto& b) {
    return a.second.columns - a.second.seen > b.second.columns - b.second.seen;
  });
  for (const auto& [reason, count] : reasons) {
    if (count.columns > count.seen)
      text += "  " + std::to_string(count.columns - count.seen) + " of " + std::to_string(count.columns) + "  " +
              reason + "\n";
  }
  return text;
}

}  // namespace property
