#include "owned_parameters.hpp"

#include <algorithm>
#include <new>

#include "run/parameters.hpp"

namespace pgscribe::aio::detail {

// The buffer borrows long values; here they are copied behind the others, each with the NUL that ends text.
OwnedParameters::OwnedParameters(std::span<const Parameter> parameters, const Arguments& arguments) {
  if (parameters.empty()) return;
  thread_local pgscribe::detail::ParameterBuffer buffer;
  buffer.encode(parameters, arguments);
  size_ = static_cast<std::size_t>(buffer.size());
  std::size_t total = size_ * (sizeof(const char*) + 2 * sizeof(int));
  for (std::size_t i = 0; i < size_; ++i) total += static_cast<std::size_t>(buffer.lengths()[i]) + 1;
  memory_.reset(new std::byte[total]);
  auto* const values = new (memory_.get()) const char* [size_] {};
  auto* const lengths = new (values + size_) int[size_];
  auto* const formats = new (lengths + size_) int[size_];
  auto* bytes = reinterpret_cast<char*>(formats + size_);
  std::copy_n(buffer.lengths(), size_, lengths);
  std::copy_n(buffer.formats(), size_, formats);
  for (std::size_t i = 0; i < size_; ++i) {
    if (buffer.values()[i] == nullptr) continue;
    values[i] = bytes;
    bytes = std::copy_n(buffer.values()[i], lengths[i], bytes);
    *bytes++ = '\0';
  }
}

}  // namespace pgscribe::aio::detail
