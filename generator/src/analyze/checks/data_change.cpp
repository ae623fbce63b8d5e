#include "analyze/checks/data_change.hpp"

#include <algorithm>

namespace pgscribe::analyze {

using catalog::DataChange;

ChangeWords words_of(DataChange event) {
  switch (event) {
    case DataChange::insert: return {"INSERT", "insert into", "inserting into"};
    case DataChange::update: return {"UPDATE", "update", "updating"};
    case DataChange::delete_: return {"DELETE", "delete from", "deleting from"};
  }
  return {};
}

bool has_instead_trigger(const catalog::Relation& relation, DataChange event) {
  return std::any_of(relation.triggers.begin(), relation.triggers.end(), [&](const catalog::Trigger& trigger) {
    return trigger.timing == catalog::TriggerTiming::instead_of &&
           std::find(trigger.events.begin(), trigger.events.end(), event) != trigger.events.end();
  });
}

}  // namespace pgscribe::analyze
