#include "analyze/bound/query_walk.hpp"
#include "vet/compared_column.hpp"
#include "vet/messages.hpp"
#include "vet/query_rules.hpp"
#include "vet/serving_index.hpp"

// cast-column and wrapped-column: a comparison that an index would serve, were the column compared as it is.

namespace pgscribe::vet {

namespace {

/// The cast around the column, where nothing else is around it.
const analyze::CoercionExpr* cast_of_column(const analyze::BoundExpr& side) {
  const auto* coercion = std::get_if<analyze::CoercionExpr>(&side.node);
  const bool is_of_column =
      coercion != nullptr && std::holds_alternative<analyze::ColumnVar>(analyze::without_casts(side).node);
  return is_of_column ? coercion : nullptr;
}

support::Message message_of(const catalog::Catalog& catalog, const ComparedColumn& compared, const std::string& index) {
  const catalog::Column& column = compared.table->columns[static_cast<std::size_t>(compared.column) - 1];
  const analyze::CoercionExpr* cast = cast_of_column(*compared.side);
  if (cast == nullptr) return msg::ColumnIsWrapped(column.name, index);
  const std::string target = catalog.format_type(compared.side->type);
  const std::string type = catalog.format_type(column.type, column.type_modifier);
  return cast->is_implicit ? msg::ColumnIsCastImplicitly(column.name, type, target, index)
                           : msg::ColumnIsCast(column.name, type, target, index);
}

}  // namespace

void find_index_misses(const VettedQuery& query) {
  analyze::for_each_query(query.statement, [&](const analyze::BoundQuery& level) {
    for (const ComparedColumn& compared : compared_columns(level)) {
      if (compared.is_plain || !compared.is_sortable) continue;
      const catalog::Oid table = compared.table->oid;
      const catalog::Relation* index = index_beginning_with(query.catalog, table, compared.column);
      if (index == nullptr || has_index_of_expression(query.catalog, table, compared.column)) continue;
      query.findings.add(compared.side->span, message_of(query.catalog, compared, index->name));
    }
  });
}

}  // namespace pgscribe::vet
