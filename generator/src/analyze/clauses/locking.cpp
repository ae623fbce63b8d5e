#include "analyze/clauses/messages.hpp"
#include "analyze/clauses/statements.hpp"

// FOR UPDATE and its kin (transformLockingClause and CheckSelectLocking).

namespace pgscribe::analyze {
namespace {

[[noreturn]] void refuse(ParseState& state, const sql::LockingClause& clause, std::string_view what) {
  fail(state, clause.span, msg::LockingNotAllowedWith(locking_name(clause.strength), what));
}

void check_lockable(ParseState& state, const BoundQuery& query, const sql::LockingClause& clause) {
  if (query.set_operations) refuse(state, clause, "UNION/INTERSECT/EXCEPT");
  if (query.distinct) refuse(state, clause, "DISTINCT clause");
  if (!query.group_by.empty() || !query.grouping_sets.empty()) refuse(state, clause, "GROUP BY clause");
  if (query.having) refuse(state, clause, "HAVING clause");
  if (query.has_aggregates) refuse(state, clause, "aggregate functions");
  if (query.has_window_functions) refuse(state, clause, "window functions");
  if (query.has_target_srfs) refuse(state, clause, "set-returning functions in the target list");
}

/// A clause without relations locks all there are, those of sub-selects included.
void lock_all(ParseState& state, BoundQuery& query, const sql::LockingClause& clause) {
  check_lockable(state, query, clause);
  query.has_row_locks = true;
  if (clause.wait == sql::LockWait::skip_locked) query.row_locks_skip = true;
  for (RangeEntry& entry : query.range_table) {
    if (entry.kind == RangeKind::subquery && entry.subquery) lock_all(state, *entry.subquery, clause);
  }
}

std::string_view unlockable(RangeKind kind) {
  switch (kind) {
    case RangeKind::join: return "a join";
    case RangeKind::function: return "a function";
    case RangeKind::xml_table:
    case RangeKind::json_table: return "a table function";
    case RangeKind::values: return "VALUES";
    case RangeKind::cte: return "a WITH query";
    case RangeKind::named_row: return "a named tuplestore";
    default: return {};
  }
}

void lock_one(ParseState& state, BoundQuery& query, const sql::LockingClause& clause,
              const sql::RelationRef& reference) {
  const std::string strength(locking_name(clause.strength));
  if (reference.name.parts.size() > 1) fail(state, reference.name.span, msg::LockingNameQualified(strength));
  for (RangeEntry& entry : query.range_table) {
    if (entry.alias != reference.name.last()) continue;
    if (const std::string_view refusal = unlockable(entry.kind); !refusal.empty()) {
      fail(state, reference.name.span, msg::LockingCannotBeAppliedTo(strength, refusal));
    }
    if (entry.kind == RangeKind::subquery && entry.subquery) lock_all(state, *entry.subquery, clause);
    return;
  }
  // The alias of JOIN ... USING belongs to no entry of the range table.
  for (const NamespaceItem& item : state.names) {
    if (!item.relation_visible || item.name != reference.name.last()) continue;
    fail(state, reference.name.span, msg::LockingCannotBeAppliedTo(strength, "a join"));
  }
  fail(state, reference.name.span, msg::LockedRelationNotInFrom(reference.name.last(), strength));
}

}  // namespace

void transform_locking(ParseState& state, const std::vector<sql::LockingClause>& locking) {
  BoundQuery& query = *state.query;
  for (const sql::LockingClause& clause : locking) {
    if (clause.relations.empty()) {
      lock_all(state, query, clause);
      continue;
    }
    check_lockable(state, query, clause);
    query.has_row_locks = true;
    if (clause.wait == sql::LockWait::skip_locked) query.row_locks_skip = true;
    for (const sql::RelationRef& reference : clause.relations) lock_one(state, query, clause, reference);
  }
}

std::string_view locking_name(sql::LockStrength strength) {
  switch (strength) {
    case sql::LockStrength::key_share: return "FOR KEY SHARE";
    case sql::LockStrength::share: return "FOR SHARE";
    case sql::LockStrength::no_key_update: return "FOR NO KEY UPDATE";
    case sql::LockStrength::update: return "FOR UPDATE";
  }
  return "FOR UPDATE";
}

}  // namespace pgscribe::analyze
