#include "claims.hpp"

#include <algorithm>
#include <memory>
#include <regex>

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
  for (const auto& statement : pgscribe::sql::parse_migration(file, diagnostics)) {
    pgscribe::catalog::apply_ddl(catalog_, statement, file, pgscribe::analyze::analyze_shape, diagnostics);
  }
  return !diagnostics.has_errors();
}

std::optional<AnalyzedQuery> Analyst::analyze(const std::string& sql, std::string& error) {
  Diagnostics diagnostics;
  const SourceFile& file =
      *files_.emplace_back(std::make_unique<SourceFile>("query.sql", "-- name: Q :many\n" + sql + ";\n"));
  std::optional<AnalyzedQuery> analyzed;
  for (const auto& query : pgscribe::query::read_queries(file, diagnostics))
    analyzed = pgscribe::analyze::analyze(query, catalog_, diagnostics);
  if (!analyzed || diagnostics.has_errors()) {
    for (const auto& diagnostic : diagnostics.sorted()) error += pgscribe::support::render_text(diagnostic);
    return std::nullopt;
  }
  return analyzed;
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

std::vector<std::string> broken_claims(const AnalyzedQuery& query, const Answer& answer) {
  std::vector<std::string> broken;
  const std::size_t rows = answer.null_rows.size();
  if (query.cardinality == Cardinality::exactly_one && rows != 1) {
    broken.push_back(std::to_string(rows) + " rows instead of exactly one, because " + text(query.cardinality_reason));
  }
  if (query.cardinality == Cardinality::at_most_one && rows > 1) {
    broken.push_back(std::to_string(rows) + " rows instead of at most one, because " + text(query.cardinality_reason));
  }
  const auto columns = query.columns();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const bool is_null = std::any_of(answer.null_rows.begin(), answer.null_rows.end(),
                                     [&](const std::vector<bool>& row) { return row[i]; });
    if (is_null && columns[i]->not_null)
      broken.push_back("NULL in column " + std::to_string(i + 1) + ", which is not null because " +
                       text(columns[i]->reason));
    const bool has_null = std::any_of(answer.null_elements.begin(), answer.null_elements.end(),
                                      [&](const std::vector<bool>& row) { return row[i]; });
    if (has_null && columns[i]->elements == pgscribe::analyze::Elements::never_null)
      broken.push_back("NULL in the array of column " + std::to_string(i + 1) +
                       ", whose elements are not null because " + text(columns[i]->element_reason));
  }
  return broken;
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
