#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyze/scope/parse_state.hpp"
#include "sql/ast.hpp"

// What scope.hpp's add_* functions share with the FROM items that only from_clause's files build.

namespace pgscribe::analyze {

/// Adds the entry to the range table of the state's query. The item shows all its columns under the entry's alias.
[[nodiscard]] NamespaceItem add_entry(ParseState& state, RangeEntry entry);
/// The item that shows all columns of an entry that is there already.
[[nodiscard]] NamespaceItem item_of(const ParseState& state, int entry);
/// Names `columns` by the alias's column list (buildRelationAliases), which may be too long [42P10]; `what`: "table
/// \"t\"" as the message names the item.
void apply_column_aliases(ParseState& state, std::vector<RangeColumn>& columns, const sql::Alias* alias,
                          const std::string& what);
/// Columns that a query shows to the level above: its output (for a data-modifying one what it returns).
[[nodiscard]] std::vector<RangeColumn> output_columns(const BoundQuery& query);
/// checkNameSpaceConflicts: the same visible name twice [42712].
void check_name_conflicts(ParseState& state, const std::vector<NamespaceItem>& a, const std::vector<NamespaceItem>& b);
/// One more FROM item of the query, visible or not (addNSItemToQuery).
void add_to_from(ParseState& state, int entry);
void show(ParseState& state, NamespaceItem item, bool relation_visible, bool columns_visible);

/// The WITH item that an unqualified name means, from the innermost level outwards (scanNameSpaceForCTE).
struct VisibleCte {
  CteEntry* cte = nullptr;
  int index = -1;
  int levels_up = 0;
};
[[nodiscard]] std::optional<VisibleCte> find_cte(ParseState& state, const std::string& name);

/// DeconstructQualifiedName: the database's own name would be fine, but which it is depends on where the query runs
/// [0A000].
[[noreturn]] void fail_for_database_name(ParseState& state, const std::string& written, Span span);

/// What INSERT, UPDATE, DELETE or MERGE changes; there is one.
[[nodiscard]] const catalog::Relation& target_relation(const ParseState& state);

}  // namespace pgscribe::analyze
