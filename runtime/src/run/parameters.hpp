#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "pgscribe/statement.hpp"

// Encoding of parameters.

namespace pgscribe {
struct Arguments;
}

namespace pgscribe::detail {

/// Parameters in the form libpq takes them. Reused from call to call, so that a steady state allocates nothing.
class ParameterBuffer {
 public:
  /// Encodes all parameters of a call; the arguments must live until the statement has been sent. Throws
  /// ConversionError, which names the parameter.
  void encode(std::span<const Parameter> parameters, const Arguments& arguments);

  [[nodiscard]] int size() const noexcept { return static_cast<int>(values_.size()); }
  [[nodiscard]] const char* const* values() const noexcept { return values_.data(); }
  [[nodiscard]] const int* lengths() const noexcept { return lengths_.data(); }
  [[nodiscard]] const int* formats() const noexcept { return formats_.data(); }
  /// Of all values together.
  [[nodiscard]] std::size_t bytes() const noexcept;
  /// Room for what they are declared as.
  [[nodiscard]] std::vector<unsigned>& oids() noexcept { return oids_; }

 private:
  void set(std::size_t index, const Parameter& parameter, const void* source);
  /// The values of all rows as one array.
  void set_rows(std::size_t index, const Parameter& parameter, const Arguments& arguments);

  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
  std::vector<unsigned> oids_;
  std::vector<std::size_t> offsets_;  // into bytes_, or kBorrowed
  std::string bytes_;
};

/// The object to encode (past std::optional), null for NULL, and the codec that encodes it.
struct ParameterValue {
  const Codec* codec;
  const void* value;
};
[[nodiscard]] inline ParameterValue parameter_value(const Parameter& parameter, const void* source) noexcept {
  const Codec* codec = parameter.codec;
  if (parameter.view) {
    while (codec->view == nullptr) codec = codec->element;  // what only renames a type has no view of its own
    codec = codec->view;
  }
  return {codec, parameter.nullable ? codec->optional->get(source) : source};
}

/// To be called in a catch block: throws the current exception again with the parameter's name in it.
[[noreturn]] void rethrow_for_parameter(const Parameter& parameter);

}  // namespace pgscribe::detail
