#pragma once

#include <string>
#include <vector>

#include "pgscribe/query.hpp"

// Parameters that wait to be sent.

namespace pgscribe::aio::detail {

/// The encoded parameters of a call, which refer to nothing of the caller's.
class OwnedParameters {
 public:
  /// Throws ConversionError, which names the parameter.
  OwnedParameters(std::span<const Parameter> parameters, const Arguments& arguments);

  [[nodiscard]] int size() const noexcept { return static_cast<int>(values_.size()); }
  [[nodiscard]] const char* const* values() const noexcept { return values_.data(); }
  [[nodiscard]] const int* lengths() const noexcept { return lengths_.data(); }
  [[nodiscard]] const int* formats() const noexcept { return formats_.data(); }

 private:
  std::string bytes_;
  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

}  // namespace pgscribe::aio::detail
