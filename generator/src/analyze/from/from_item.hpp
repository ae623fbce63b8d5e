#pragma once

#include <memory>
#include <vector>

#include "analyze/scope/parse_state.hpp"
#include "sql/ast.hpp"

// One function per kind of FROM item (transformFromClauseItem). Only for from_clause.cpp and the files it is split
// into.

namespace pgscribe::analyze {

/// An item of the join tree, the namespace item that stands for it as a whole, and all the items it makes visible.
struct FromResult {
  std::shared_ptr<FromNode> node;
  NamespaceItem top;
  std::vector<NamespaceItem> names;
};

[[nodiscard]] FromResult transform_from_item(ParseState& state, const sql::FromItem& item);
[[nodiscard]] FromResult transform_join(ParseState& state, const sql::JoinFrom& join, Span span);
[[nodiscard]] NamespaceItem transform_range_function(ParseState& state, const sql::FunctionFrom& from, Span span);
[[nodiscard]] NamespaceItem transform_xml_table(ParseState& state, const sql::XmlTableFrom& table, Span span);
[[nodiscard]] NamespaceItem transform_json_table(ParseState& state, const sql::JsonTableFrom& table, Span span);
/// Checks and binds the TABLESAMPLE clause of range entry `entry`.
void transform_table_sample(ParseState& state, const sql::TableSampleFrom& sample, int entry, Span span);

/// setNamespaceLateralState
void set_lateral_state(std::vector<NamespaceItem>& names, bool lateral_only, bool lateral_ok);
/// `lateral` was not written but the item refers to its neighbours all the same.
[[nodiscard]] bool refers_to_neighbours(const BoundList& exprs);

}  // namespace pgscribe::analyze
