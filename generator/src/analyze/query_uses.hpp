#pragma once

#include <vector>

#include "analyze/bound/bound_query.hpp"
#include "catalog/object_uses.hpp"

// What a statement does with the tables that it names: which it reads, and which it changes.

namespace pgscribe::analyze {

enum class Access { read, insert, update, delete_ };
[[nodiscard]] std::string_view to_string(Access access);

/// One thing done with a relation (column 0) or with one of its columns.
struct RelationUse {
  catalog::ColumnUse what;
  Access access = Access::read;
  friend bool operator==(const RelationUse&, const RelationUse&) = default;
};

struct QueryUses {
  std::vector<RelationUse> relations;               ///< each once, in the order of the statement
  std::vector<const catalog::Function*> functions;  ///< that it calls by name, each once; aggregates, too
};

/// Through all levels of the statement. Of a view, the view: not what it reads itself.
[[nodiscard]] QueryUses uses_of(const BoundQuery& statement);

}  // namespace pgscribe::analyze
