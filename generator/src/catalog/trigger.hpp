#pragma once

#include <string>
#include <vector>

#include "catalog/ddl_context.hpp"

// Triggers, as far as they decide what a statement returns.

namespace pgscribe::catalog {

/// ALTER TABLE ... ENABLE | DISABLE TRIGGER; an empty name: all of them.
void set_triggers_enabled(DdlContext& context, Oid table, const std::string& name, bool enabled, bool only);

/// A trigger and the relation that it was made on.
struct RowTrigger {
  const Relation* relation = nullptr;
  const Trigger* trigger = nullptr;
};
/// The FOR EACH ROW triggers that are enabled and can fire when rows of `target` are changed: its own, those that a
/// partition has from the tables above it, those of the partitions below.
[[nodiscard]] std::vector<RowTrigger> row_triggers(const Catalog& catalog, const Relation& target);

/// Can the trigger give back NULL, so that the row is neither stored nor returned?
[[nodiscard]] bool may_drop_row(const Catalog& catalog, const Trigger& trigger);

}  // namespace pgscribe::catalog
