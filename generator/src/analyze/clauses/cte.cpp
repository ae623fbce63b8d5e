#include "analyze/clauses/cte.hpp"

#include "analyze/checks/collations.hpp"
#include "analyze/clauses/messages.hpp"
#include "analyze/clauses/statements.hpp"
#include "analyze/scope/range_table.hpp"

namespace pgscribe::analyze {
namespace {

/// MERGE stands in WITH since PostgreSQL 17.
constexpr int kMergeSince = 17;

void check_duplicates(ParseState& state, const sql::WithClause& with) {
  for (std::size_t i = 0; i < with.ctes.size(); ++i) {
    for (std::size_t j = i + 1; j < with.ctes.size(); ++j) {
      if (with.ctes[i].name.text != with.ctes[j].name.text) continue;
      fail(state, with.ctes[j].span, msg::WithNameTwice(with.ctes[j].name.text));
    }
  }
  if (state.context.catalog.server_version() >= kMergeSince) return;
  for (const sql::CommonTableExpr& declaration : with.ctes) {
    if (!std::holds_alternative<sql::Merge>(declaration.query->node)) continue;
    fail(state, declaration.span, msg::MergeNotSupportedInWithQuery());
  }
}

CteEntry new_entry(const sql::CommonTableExpr& declaration, bool is_recursive) {
  CteEntry cte;
  cte.name = declaration.name.text;
  cte.recursive = is_recursive;
  cte.declaration = &declaration;
  return cte;
}

/// format_type_with_typemod: where no modifier is known, "bit" and "character" would mean a length of one.
std::string described_type(const catalog::Catalog& catalog, Oid type, int type_modifier) {
  const Oid element = catalog.element_type(type);
  const Oid base = element != catalog::kInvalidOid ? element : type;
  const std::string suffix = element != catalog::kInvalidOid ? "[]" : "";
  if (type_modifier < 0 && base == catalog::oid::bit) return "\"bit\"" + suffix;
  if (type_modifier < 0 && base == catalog::oid::bpchar) return "bpchar" + suffix;
  return catalog.format_type(type, type_modifier);
}

/// The recursive term may have changed the types that references to the item have already been bound with.
void check_recursive_types(ParseState& state, const CteEntry& cte, const BoundQuery& query) {
  const std::vector<const TargetEntry*> output = query.output();
  for (std::size_t i = 0; i < output.size(); ++i) {
    const BoundExpr& expr = *output[i]->expr;
    const RangeColumn& column = cte.columns[i];
    if (expr.type == column.type && expr.type_modifier == column.type_modifier) continue;
    const catalog::Catalog& catalog = state.context.catalog;
    fail(state, expr.span,
         msg::RecursiveColumnTypeDiffers(cte.name, i + 1, described_type(catalog, column.type, column.type_modifier),
                                         described_type(catalog, expr.type, expr.type_modifier)));
  }
}

/// The same for collations, where both are known.
void check_recursive_collations(ParseState& state, const CteEntry& cte, const BoundQuery& query) {
  const std::vector<const TargetEntry*> output = query.output();
  for (std::size_t i = 0; i < output.size(); ++i) {
    const BoundExpr& expr = *output[i]->expr;
    std::string first = cte.columns[i].collation;
    // COLLATE may have been seen first in the recursive term: then the other has the type's own.
    if (first.empty()) first = type_collation(state.context.catalog, cte.columns[i].type);
    if (first.empty() || expr.collation.empty() || first == expr.collation) continue;
    fail(state, expr.span, msg::RecursiveColumnCollationDiffers(cte.name, i + 1, first, expr.collation));
  }
}

/// analyzeCTE
void analyze_cte(ParseState& state, CteEntry& cte) {
  const sql::CommonTableExpr& declaration = *cte.declaration;
  cte.added_columns = search_cycle_columns(state, declaration);
  QueryRef query = transform_cte_query(state, *declaration.query, cte);
  if (query->kind != QueryKind::select && state.parent != nullptr) {
    fail(state, declaration.span, msg::DataModifyingWithNotAtTop());
  }
  if (cte.recursive) {
    check_recursive_types(state, cte, *query);
    check_recursive_collations(state, cte, *query);
  } else {
    set_cte_columns(state, cte, output_columns(*query));
  }
  cte.query = std::move(query);
  check_search_cycle(state, cte);
}

void transform_recursive(ParseState& state, const sql::WithClause& with) {
  const std::vector<OrderedCte> ordered = order_recursive_ctes(state, with);
  // All items are visible to all; the order is such that each finds those it needs analysed.
  for (const OrderedCte& item : ordered) state.query->ctes.push_back(new_entry(*item.declaration, item.is_recursive));
  for (CteEntry& cte : state.query->ctes) analyze_cte(state, cte);
}

void transform_sequence(ParseState& state, const sql::WithClause& with) {
  for (const sql::CommonTableExpr& declaration : with.ctes) state.future_ctes.push_back(declaration.name.text);
  for (const sql::CommonTableExpr& declaration : with.ctes) {
    CteEntry cte = new_entry(declaration, false);
    analyze_cte(state, cte);
    state.query->ctes.push_back(std::move(cte));
    state.future_ctes.erase(state.future_ctes.begin());
  }
}

}  // namespace

void transform_with(ParseState& state, const sql::WithClause& with) {
  check_duplicates(state, with);
  state.query->recursive_with = with.recursive;
  state.query->ctes.reserve(with.ctes.size());
  if (with.recursive) {
    transform_recursive(state, with);
  } else {
    transform_sequence(state, with);
  }
}

void set_cte_columns(ParseState& state, CteEntry& cte, std::vector<RangeColumn> columns) {
  const std::vector<sql::Name>& names = cte.declaration->columns;
  if (names.size() > columns.size()) {
    fail(state, cte.declaration->span, msg::TooManyWithColumns(cte.name, columns.size(), names.size()));
  }
  for (std::size_t i = 0; i < names.size(); ++i) columns[i].name = names[i].text;
  for (RangeColumn& column : columns) {
    // A UNION of unknown literals gives text, so that is what the recursive term must see.
    if (cte.recursive && column.type == catalog::oid::unknown) column.type = catalog::oid::text;
  }
  columns.insert(columns.end(), cte.added_columns.begin(), cte.added_columns.end());
  cte.columns = std::move(columns);
}

}  // namespace pgscribe::analyze
