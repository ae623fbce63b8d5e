#pragma once

#include "catalog/catalog.hpp"

// INSERT, UPDATE and DELETE as messages speak of them, and whether triggers of a view take their place.

namespace pgscribe::analyze {

/// How the messages speak of a change.
struct ChangeWords {
  const char* command;
  const char* verb;
  const char* gerund;
};
[[nodiscard]] ChangeWords words_of(catalog::DataChange event);

/// Does an INSTEAD OF trigger make the change?
[[nodiscard]] bool has_instead_trigger(const catalog::Relation& relation, catalog::DataChange event);

}  // namespace pgscribe::analyze
