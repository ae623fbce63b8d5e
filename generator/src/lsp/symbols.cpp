#include "lsp/symbols.hpp"

#include <algorithm>

namespace pgscribe::lsp {

namespace {

bool is_in(const cli::DeclaredPlace* place, const std::string& path) {
  return place != nullptr && place->file != nullptr && place->file->path() == path;
}

Symbol symbol(Symbol::Kind kind, const std::string& name, const std::string& detail, const cli::DeclaredPlace& place) {
  return {kind, name, detail, support::cover(place.statement, place.span), place.span};
}

/// An identity's sequence, a constraint's index: nobody wrote them.
bool goes_with_another(const catalog::Relation& relation) {
  const catalog::SequenceOwner* sequence = relation.as_sequence();
  const catalog::IndexDefinition* index = relation.as_index();
  return (sequence != nullptr && sequence->is_identity) || (index != nullptr && index->is_behind_constraint);
}

}  // namespace

std::vector<Symbol> query_symbols(const AnalyzedFile& file) {
  std::vector<Symbol> symbols;
  for (const query::QueryDecl& query : file.declared)
    symbols.push_back({Symbol::Kind::query, query.name, std::string(query::to_string(query.command)),
                       support::cover(query.annotation_span, query.statement_span), query.name_span});
  return symbols;
}

std::vector<Symbol> schema_symbols(const EditedEntry& entry, const std::string& path) {
  const catalog::Catalog& catalog = entry.schema().catalog();
  const cli::DeclarationIndex& declarations = entry.schema().declarations();
  std::vector<Symbol> symbols;
  for (const catalog::Relation* relation : catalog.user_relations()) {
    const cli::DeclaredPlace* place = declarations.relation(relation->oid);
    if (goes_with_another(*relation)) continue;
    const bool is_here = is_in(place, path);
    Symbol table = is_here ? symbol(Symbol::Kind::relation, relation->name, relation->schema, *place) : Symbol{};
    const bool has_columns =
        relation->kind != catalog::RelationKind::index && relation->kind != catalog::RelationKind::sequence;
    for (std::size_t i = 0; has_columns && i < relation->columns.size(); ++i) {
      const catalog::Column& column = relation->columns[i];
      const cli::DeclaredPlace* column_place = declarations.column(relation->oid, static_cast<int>(i) + 1);
      if (column.dropped || !is_in(column_place, path)) continue;
      const bool is_child = is_here && column_place->statement == place->statement;
      Symbol child = symbol(Symbol::Kind::column, (is_child ? "" : relation->name + ".") + column.name,
                            catalog.format_type(column.type, column.type_modifier), *column_place);
      if (is_child) child.span = child.name_span;
      (is_child ? table.children : symbols).push_back(std::move(child));
    }
    if (is_here) symbols.push_back(std::move(table));
  }
  for (const catalog::Function* function : catalog.user_functions()) {
    const cli::DeclaredPlace* place = declarations.function(function->oid);
    if (function->internal_of == catalog::kInvalidOid && is_in(place, path))
      symbols.push_back(symbol(Symbol::Kind::function, function->name, function->schema, *place));
  }
  std::stable_sort(symbols.begin(), symbols.end(),
                   [](const Symbol& a, const Symbol& b) { return a.span.begin < b.span.begin; });
  return symbols;
}

}  // namespace pgscribe::lsp
