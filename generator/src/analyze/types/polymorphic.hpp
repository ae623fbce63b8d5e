#pragma once

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "catalog/catalog.hpp"

namespace pgscribe::analyze {

/// Why polymorphic arguments do not fit together.
struct PolymorphicError {
  std::string sqlstate;
  std::string message;
  std::string detail;
};

/// enforce_generic_type_consistency without a report: the actual type of a declared `result`; polymorphic entries of
/// `declared` (one for each actual type, or more) are replaced by what they stand for. Also of use for the OUT columns
/// of a polymorphic function.
[[nodiscard]] std::variant<catalog::Oid, PolymorphicError> find_polymorphic_result(const catalog::Catalog& catalog,
                                                                                   std::span<const catalog::Oid> actual,
                                                                                   std::vector<catalog::Oid>& declared,
                                                                                   catalog::Oid result,
                                                                                   bool allow_polymorphic);

}  // namespace pgscribe::analyze
