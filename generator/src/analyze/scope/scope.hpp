#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/scope/parse_state.hpp"

// Range tables and what names mean in them (parse_relation.c).

namespace pgscribe::analyze {

/// colNameToVar: an unqualified column, looked for from the innermost level outwards; null when there is none. It may
/// be ambiguous [42702].
[[nodiscard]] BoundRef find_column(ParseState& state, const std::string& column, bool local_only, Span location);
/// refnameNamespaceItem: the FROM item visible as `schema.name` (schema may be empty); `levels_up` is set; null when
/// none.
[[nodiscard]] const NamespaceItem* find_namespace_item(ParseState& state, std::string_view schema,
                                                       const std::string& name, Span location, int* levels_up);
/// scanNSItemForColumn: a column (also a system column) of one item; null when there is none.
[[nodiscard]] BoundRef column_of_item(ParseState& state, const NamespaceItem& item, int levels_up,
                                      const std::string& column, Span location);
/// transformWholeRowRef
[[nodiscard]] BoundRef whole_row_of_item(ParseState& state, const NamespaceItem& item, int levels_up, Span location);
/// expandNSItemVars: every visible, not dropped column as a ColumnVar, and its name.
struct ExpandedColumn {
  std::string name;
  BoundRef expr;
};
[[nodiscard]] std::vector<ExpandedColumn> expand_item(ParseState& state, const NamespaceItem& item, int levels_up,
                                                      Span location);
/// The field `index` (from 0) of those that `row` has.
[[nodiscard]] BoundRef select_field(const BoundRef& row, const std::vector<RangeColumn>& fields, std::size_t index,
                                    Span span);
/// errorMissingRTE / errorMissingColumn with hints (nearest names; an item that exists but cannot be referenced from
/// here).
[[noreturn]] void fail_missing_relation(ParseState& state, std::string_view schema, const std::string& name,
                                        Span location);
[[noreturn]] void fail_missing_column(ParseState& state, const std::string& relation, const std::string& column,
                                      Span location);

/// The state `levels_up` levels out.
[[nodiscard]] ParseState& state_at(ParseState& state, int levels_up);
[[nodiscard]] const RangeEntry& entry_of(const ParseState& state, const ColumnVar& var);
/// Fields of the composite an expression yields, also of record-typed whole-row variables, ROW() and functions with OUT
/// columns (expandRecordVariable).
[[nodiscard]] std::vector<RangeColumn> fields_of(ParseState& state, const BoundExpr& expr);

// --- building the range table: each adds an entry and gives its item (not yet visible)
[[nodiscard]] NamespaceItem add_relation(ParseState& state, const catalog::Relation& relation, const sql::Alias* alias,
                                         Span span);
[[nodiscard]] NamespaceItem add_subquery(ParseState& state, QueryRef query, const sql::Alias* alias, bool lateral,
                                         Span span);
[[nodiscard]] NamespaceItem add_cte(ParseState& state, const CteEntry& cte, int cte_index, int levels_up,
                                    const sql::Alias* alias, Span span);
/// The relation `name` means in FROM or as a DML target [42P01, 42809].
[[nodiscard]] const catalog::Relation& open_relation(ParseState& state, const sql::RelationRef& reference, Span span);

}  // namespace pgscribe::analyze
