#include <algorithm>

#include "analyze/clauses/messages.hpp"
#include "analyze/clauses/statements.hpp"
#include "analyze/exprs/target_list.hpp"
#include "analyze/scope/analysis_error.hpp"
#include "analyze/scope/messages.hpp"
#include "analyze/scope/range_table.hpp"

// RETURNING, with OLD and NEW (transformReturningClause).

namespace pgscribe::analyze {
namespace {

/// PostgreSQL 18 made them names.
constexpr int kOldAndNewSince = 18;

bool is_taken(const ParseState& state, const std::string& name) {
  return std::any_of(state.names.begin(), state.names.end(),
                     [&](const NamespaceItem& item) { return item.relation_visible && item.name == name; });
}

/// addNSItemForReturning: the target under another name, its columns only with that in front.
void add_version(ParseState& state, const std::string& name, RowVersion version) {
  NamespaceItem item = item_of(state, state.target_relation);
  item.name = name;
  item.version = version;
  show(state, std::move(item), true, false);
}

void add_versions(ParseState& state, const sql::Returning& returning) {
  if (state.context.catalog.server_version() < kOldAndNewSince) return;
  bool has_old = false;
  bool has_new = false;
  for (const sql::ReturningOption& option : returning.options) {
    bool& is_named = option.is_new ? has_new : has_old;
    if (is_named) fail(state, option.span, msg::ReturningNameTwice(option.is_new ? "NEW" : "OLD"));
    is_named = true;
    if (is_taken(state, option.name.text))
      fail(state, option.span, msg::TableNameSpecifiedMoreThanOnce(option.name.text));
    add_version(state, option.name.text, option.is_new ? RowVersion::new_ : RowVersion::old);
  }
  if (!has_old && !is_taken(state, "old")) add_version(state, "old", RowVersion::old);
  if (!has_new && !is_taken(state, "new")) add_version(state, "new", RowVersion::new_);
}

}  // namespace

void transform_returning(ParseState& state, const sql::Returning& returning, ExprKind kind) {
  if (returning.targets.empty()) return;
  const std::size_t names = state.names.size();
  add_versions(state, returning);
  BoundQuery& query = *state.query;
  query.returning = transform_target_list(state, returning.targets, kind);
  if (query.returning.empty()) fail(state, returning.targets.front().span, msg::ReturningNothing());
  if (state.resolve_unknowns) resolve_target_unknowns(state, query.returning);
  state.names.resize(names);
}

}  // namespace pgscribe::analyze
