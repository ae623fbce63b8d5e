#pragma once

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "catalog/catalog.hpp"
#include "support/message.hpp"

// anyelement and its kin: what they stand for in one call, and why arguments do not fit together.

namespace pgscribe::analyze {

/// enforce_generic_type_consistency without a report: the actual type of a declared `result`, or why polymorphic
/// arguments do not fit together; polymorphic entries of `declared` (one for each actual type, or more) are replaced by
/// what they stand for. Also of use for the OUT columns of a polymorphic function.
[[nodiscard]] std::variant<catalog::Oid, support::Message> find_polymorphic_result(const catalog::Catalog& catalog,
                                                                                   std::span<const catalog::Oid> actual,
                                                                                   std::vector<catalog::Oid>& declared,
                                                                                   catalog::Oid result,
                                                                                   bool allow_polymorphic);

}  // namespace pgscribe::analyze
