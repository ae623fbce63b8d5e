#include "analyze/facts/row_versions.hpp"

#include <algorithm>

namespace pgscribe::analyze {
namespace {

using sql::MergeAction;
using sql::MergeMatch;

/// Of MERGE's actions that show a row: does the condition hold for all, some or none?
template <class Has>
Presence among_actions(const BoundQuery& query, const Has& has) {
  bool some = false;
  bool all = true;
  for (const BoundMergeAction& action : query.merge_actions) {
    if (action.action == MergeAction::do_nothing) continue;
    some = some || has(action);
    all = all && has(action);
  }
  return all ? Presence::always : some ? Presence::sometimes : Presence::never;
}

RowPresence of_merge(const BoundQuery& query, RowVersion version) {
  const bool is_old = version == RowVersion::old;
  const Presence presence = among_actions(query, [&](const BoundMergeAction& action) {
    return action.action != (is_old ? MergeAction::insert : MergeAction::delete_);
  });
  return {presence, {is_old ? Why::no_old_row_of_merge : Why::no_new_row_of_merge}};
}

RowPresence old_of_insert(const BoundQuery& query) {
  if (query.conflict.action == ConflictAction::update) return {Presence::sometimes, {Why::no_old_row_of_upsert}};
  return {Presence::never, {Why::no_old_row}};
}

}  // namespace

RowPresence presence_of(const BoundQuery& query, RowVersion version) {
  if (version == RowVersion::current) return {};
  if (query.kind == QueryKind::merge) return of_merge(query, version);
  if (query.kind == QueryKind::insert && version == RowVersion::old) return old_of_insert(query);
  if (query.kind == QueryKind::delete_ && version == RowVersion::new_) return {Presence::never, {Why::no_new_row}};
  return {};
}

RowPresence source_presence(const BoundQuery& query) {
  if (query.kind != QueryKind::merge) return {};
  const Presence presence = among_actions(
      query, [](const BoundMergeAction& action) { return action.match != MergeMatch::not_matched_by_source; });
  return {presence, {Why::no_source_row}};
}

bool shows_matches_only(const BoundQuery& query) {
  return among_actions(query, [](const BoundMergeAction& action) { return action.match == MergeMatch::matched; }) ==
         Presence::always;
}

}  // namespace pgscribe::analyze
