#pragma once

#include <cstddef>
#include <memory>

#include "pgscribe/query.hpp"

// Parameters that wait to be sent.

namespace pgscribe::aio::detail {

/// The encoded parameters of a call, which refer to nothing of the caller's; in one piece of memory.
class OwnedParameters {
 public:
  /// Throws ConversionError, which names the parameter.
  OwnedParameters(std::span<const Parameter> parameters, const Arguments& arguments);

  [[nodiscard]] int size() const noexcept { return static_cast<int>(size_); }
  [[nodiscard]] const char* const* values() const noexcept {
    return reinterpret_cast<const char* const*>(memory_.get());
  }
  [[nodiscard]] const int* lengths() const noexcept { return reinterpret_cast<const int*>(values() + size_); }
  [[nodiscard]] const int* formats() const noexcept { return lengths() + size_; }

 private:
  std::size_t size_ = 0;
  std::unique_ptr<std::byte[]> memory_;  // pointers, lengths, formats, bytes
};

}  // namespace pgscribe::aio::detail
