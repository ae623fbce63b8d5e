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
/// Names `columns` by the alias's column list (buildRelationAliases). False after reporting that the list is too long
/// [42P10]; `what`: "table \"t\"" as the message names the item.
bool apply_column_aliases(ParseState& state, std::vector<RangeColumn>& columns, const sql::Alias* alias,
                          const std::string& what);
/// Columns that a query shows to the level above: its output (for a data-modifying one what it returns).
[[nodiscard]] std::vector<RangeColumn> output_columns(const BoundQuery& query);
/// checkNameSpaceConflicts: the same visible name twice [42712]. False after reporting.
bool check_name_conflicts(ParseState& state, const std::vector<NamespaceItem>& a, const std::vector<NamespaceItem>& b);
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

/// Errors were reported: PostgreSQL would have stopped.
[[nodiscard]] inline bool has_failed(const ParseState& state) { return state.context.error_count != 0; }

/// DeconstructQualifiedName: the database's own name would be fine, but which it is depends on where the query runs
/// [0A000].
void report_database_name(ParseState& state, const std::string& written, Span span);

/// What INSERT, UPDATE, DELETE or MERGE changes; there is one.
[[nodiscard]] const catalog::Relation& target_relation(const ParseState& state);

}  // namespace pgscribe::analyze
