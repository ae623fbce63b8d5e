#include "owned_parameters.hpp"

#include <cstddef>

#include "run/parameters.hpp"

namespace pgscribe::aio::detail {

// The buffer borrows long values; here they are copied behind the others, each with the NUL that ends text.
OwnedParameters::OwnedParameters(std::span<const Parameter> parameters, const Arguments& arguments) {
  thread_local pgscribe::detail::ParameterBuffer buffer;
  buffer.encode(parameters, arguments);
  const auto size = static_cast<std::size_t>(buffer.size());
  lengths_.assign(buffer.lengths(), buffer.lengths() + size);
  formats_.assign(buffer.formats(), buffer.formats() + size);
  values_.resize(size);
  std::size_t total = 0;
  for (const int length : lengths_) total += static_cast<std::size_t>(length) + 1;
  bytes_.reserve(total);
  for (std::size_t i = 0; i < size; ++i) {
    const char* value = buffer.values()[i];
    if (value == nullptr) continue;
    values_[i] = bytes_.data() + bytes_.size();
    bytes_.append(value, static_cast<std::size_t>(lengths_[i]));
    bytes_ += '\0';
  }
}

}  // namespace pgscribe::aio::detail
