#include <algorithm>
#include <map>

#include "analyze/bound/query_walk.hpp"
#include "vet/compared_column.hpp"
#include "vet/messages.hpp"
#include "vet/query_rules.hpp"
#include "vet/serving_index.hpp"

// unindexed-condition: a table whose rows are chosen by columns that no index begins with. How many rows it has, the
// schema does not say.

namespace pgscribe::vet {

namespace {

using Compared = std::vector<ComparedColumn>;

std::map<int, Compared> plain_by_entry(const analyze::BoundQuery& level) {
  std::map<int, Compared> result;
  for (const ComparedColumn& compared : compared_columns(level)) {
    if (compared.is_plain && !compared.table->is_temporary) result[compared.entry].push_back(compared);
  }
  return result;
}

bool has_index(const catalog::Catalog& catalog, const ComparedColumn& compared) {
  return index_beginning_with(catalog, compared.table->oid, compared.column) != nullptr ||
         has_index_of_expression(catalog, compared.table->oid, compared.column);
}

bool stores_rows(const catalog::Relation& relation) {
  using Kind = catalog::RelationKind;
  return relation.oid >= catalog::kFirstUserOid &&
         (relation.kind == Kind::table || relation.kind == Kind::partitioned_table ||
          relation.kind == Kind::materialized_view);
}

}  // namespace

void find_unindexed_conditions(const VettedQuery& query) {
  analyze::for_each_query(query.statement, [&](const analyze::BoundQuery& level) {
    for (const auto& [entry, compared] : plain_by_entry(level)) {
      const ComparedColumn& first = compared.front();
      if (!stores_rows(*first.table)) continue;
      const bool is_served = std::any_of(compared.begin(), compared.end(), [&](const ComparedColumn& column) {
        return has_index(query.catalog, column);
      });
      if (is_served) continue;
      const std::string& column = first.table->columns[static_cast<std::size_t>(first.column) - 1].name;
      query.findings.add(first.side->span, msg::NoIndexServes(first.table->name, column));
    }
  });
}

}  // namespace pgscribe::vet
