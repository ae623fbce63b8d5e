#pragma once

#include "analyze/bound/bound_query.hpp"
#include "analyze/facts/reason.hpp"

// What triggers and rules make of the rows that RETURNING would show.

namespace pgscribe::analyze {

/// Of the rows that RETURNING would show if there were neither triggers nor rules.
enum class RowShare { all, some, unknown };
struct ReturnedRows {
  RowShare share = RowShare::all;
  Reason reason{};  ///< of `some`
};

/// What the triggers and rules of the target make of the rows of an INSERT, UPDATE or DELETE, followed through views
/// that are written through, and into partitions: BEFORE and INSTEAD OF triggers that give back NULL leave a row out,
/// the actions of a rule return rows of their own.
[[nodiscard]] ReturnedRows returned_rows_of(const BoundQuery& query, const catalog::Catalog& catalog);

/// Does an UPDATE or DELETE return a row for every row of FROM that a row of its target meets, and not just one for
/// that row? So do what INSTEAD OF triggers and rules make of it: the row of a view stays as it is, to be met again.
[[nodiscard]] bool returns_joined_rows(const BoundQuery& query, const catalog::Catalog& catalog);

/// The rule whose RETURNING list gives the values that RETURNING shows in place of the target's own; null: none.
[[nodiscard]] const catalog::RewriteRule* returning_rule(const BoundQuery& query, const catalog::Catalog& catalog);

}  // namespace pgscribe::analyze
