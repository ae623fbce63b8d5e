#include "cli/analysis_tables.hpp"

#include <string>

#include "cli/schema_tables.hpp"
#include "cli/table_set.hpp"
#include "support/joined.hpp"

namespace pgscribe::cli {

namespace {

using analyze::AnalyzedQuery;
using tables::text_or_null;
using tables::Value;
using tables::value_of;

std::string words_of(analyze::Cardinality cardinality) {
  std::string words{analyze::to_string(cardinality)};
  for (char& c : words) c = c == '_' ? ' ' : c;
  return words;
}

/// Schema, relation and column; three NULLs where there is none.
tables::Row names_of(const std::optional<analyze::ColumnOrigin>& origin, const catalog::Catalog& catalog) {
  const catalog::Relation* relation = origin ? catalog.relation(origin->relation) : nullptr;
  if (relation == nullptr || origin->attribute < 1) return {{}, {}, {}};
  return {relation->schema, relation->name, relation->columns[static_cast<std::size_t>(origin->attribute) - 1].name};
}

class QueryRows {
 public:
  QueryRows(const catalog::Catalog& catalog, TableSet& tables) : catalog_(catalog), tables_(tables) {}

  void add(const AnalyzedQuery& query, const StatementFacts& facts) {
    add_query(query, facts);
    std::int64_t position = 0;
    for (const analyze::ResultItem& item : query.items) {
      for (const analyze::ResultColumn& column : item.columns)
        add_column(query, column, item.is_embed ? item.name : "", ++position);
    }
    for (const analyze::QueryParameter& parameter : query.parameters) add_parameter(query, parameter);
    for (const analyze::RelationUse& use : facts.uses) add_use(query, use);
    for (const auto& [schema, function] : facts.calls) tables_.add("calls", {query.name, schema, function});
  }

 private:
  void add_query(const AnalyzedQuery& query, const StatementFacts& facts) {
    tables_.add("query", {query.name,
                          std::string(query::to_string(query.command).substr(1)),
                          query.file->path(),
                          std::int64_t{query.file->line_column(query.name_span.begin).line},
                          query.sent_sql,
                          text_or_null(support::joined(query.docs, "\n")),
                          facts.kind,
                          words_of(query.cardinality),
                          value_of(query.may_change_data),
                          value_of(query.readonly),
                          value_of(query.bulk.has_value()),
                          value_of(!query.variants.checked.empty()),
                          query.timeout_ms > 0 ? Value(std::int64_t{query.timeout_ms}) : Value(),
                          value_of(facts.has_where),
                          value_of(facts.has_order_by),
                          value_of(facts.has_limit),
                          value_of(facts.has_offset),
                          value_of(facts.has_distinct),
                          value_of(facts.has_group_by),
                          value_of(facts.has_star),
                          value_of(facts.locks_rows),
                          std::int64_t{facts.joins}});
  }

  [[nodiscard]] bool is_array(catalog::Oid type) const {
    return catalog_.element_type(catalog_.base_type(type)) != catalog::kInvalidOid;
  }

  void add_column(const AnalyzedQuery& query, const analyze::ResultColumn& column, const std::string& embed,
                  std::int64_t position) {
    tables::Row row{query.name,
                    position,
                    column.name,
                    catalog_.format_type(column.type, column.type_modifier),
                    value_of(is_array(column.type)),
                    value_of(column.not_null),
                    text_or_null(analyze::text(column.reason)),
                    text_or_null(embed)};
    for (Value& name : names_of(column.origin, catalog_)) row.push_back(std::move(name));
    tables_.add("result_column", std::move(row));
  }

  void add_parameter(const AnalyzedQuery& query, const analyze::QueryParameter& parameter) {
    tables::Row row{query.name,
                    std::int64_t{parameter.number},
                    parameter.name,
                    catalog_.format_type(parameter.type),
                    value_of(is_array(parameter.type)),
                    value_of(parameter.is_slice),
                    value_of(parameter.is_named),
                    value_of(parameter.not_null),
                    text_or_null(analyze::text(parameter.reason))};
    for (Value& name : names_of(parameter.column, catalog_)) row.push_back(std::move(name));
    tables_.add("parameter", std::move(row));
  }

  void add_use(const AnalyzedQuery& query, const analyze::RelationUse& use) {
    const catalog::Relation* relation = catalog_.relation(use.what.relation);
    if (relation == nullptr) return;
    const Value column =
        use.what.column > 0 ? Value(relation->columns[static_cast<std::size_t>(use.what.column) - 1].name) : Value();
    tables_.add("uses", {query.name, relation->schema, relation->name, column, std::string(to_string(use.access))});
  }

  const catalog::Catalog& catalog_;
  TableSet& tables_;
};

}  // namespace

std::vector<tables::Table> analysis_tables(const Analysis& analysis, const ProjectIndex& index) {
  TableSet tables;
  QueryRows rows(analysis.catalog, tables);
  for (const codegen::QueryFile& file : analysis.files) {
    for (const AnalyzedQuery& query : file.queries) {
      if (const StatementFacts* facts = index.query(query.name)) rows.add(query, *facts);
    }
  }
  add_schema(analysis.catalog, index.declarations(), tables);
  return std::move(tables).take();
}

}  // namespace pgscribe::cli
