#include "run/parameters.hpp"

#include <exception>
#include <limits>

#include "codecs/wire.hpp"
#include "pgscribe/query.hpp"
#include "session/c_string.hpp"

namespace pgscribe::detail {

namespace {

constexpr std::size_t kBorrowed = std::numeric_limits<std::size_t>::max();

// The binary form means something only where the type is declared, by a number that is the same everywhere.
bool is_sent_binary(const Parameter& parameter, const Codec& codec) noexcept {
  return !parameter.untyped && type_oid(*parameter.codec) != 0 && writes_binary(*parameter.codec) &&
         writes_binary(codec);
}

}  // namespace

void ParameterBuffer::encode(std::span<const Parameter> parameters, const Arguments& arguments) {
  const std::size_t size = parameters.size();
  values_.resize(size);
  lengths_.resize(size);
  formats_.resize(size);
  offsets_.resize(size);
  bytes_.clear();
  for (std::size_t i = 0; i < size; ++i) {
    try {
      set(i, parameters[i], arguments.at(parameters[i], i));
    } catch (...) {
      rethrow_for_parameter(parameters[i]);
    }
  }
  // Only now does bytes_ stay where it is.
  for (std::size_t i = 0; i < size; ++i) {
    if (offsets_[i] != kBorrowed) values_[i] = bytes_.data() + offsets_[i];
  }
}

void ParameterBuffer::set(std::size_t index, const Parameter& parameter, const void* source) {
  const auto [codec, value] = parameter_value(parameter, source);
  const bool binary = is_sent_binary(parameter, *codec);
  formats_[index] = binary ? 1 : 0;
  offsets_[index] = kBorrowed;
  if (value == nullptr) {
    values_[index] = nullptr;
    lengths_[index] = 0;
    return;
  }
  if (binary && codec->borrow != nullptr) {
    const std::string_view bytes = codec->borrow(value);
    values_[index] = bytes.data() == nullptr ? "" : bytes.data();  // null would be NULL
    lengths_[index] = static_cast<int>(bytes.size());
    return;
  }
  const std::size_t start = bytes_.size();
  if (binary) {
    codec->encode_binary(*codec, value, bytes_);
  } else {
    codec->encode_text(*codec, value, bytes_);
    require_no_nul(std::string_view{bytes_}.substr(start), "its text");
  }
  lengths_[index] = static_cast<int>(bytes_.size() - start);
  offsets_[index] = start;
  bytes_ += '\0';
}

void rethrow_for_parameter(const Parameter& parameter) {
  const std::string prefix = std::string{"parameter \""} + parameter.name + "\": ";
  try {
    throw;
  } catch (const ConversionError& error) {
    ErrorFields fields = error.fields();
    fields.message = prefix + fields.message;
    throw ConversionError(std::move(fields));
  } catch (const Error&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    std::throw_with_nested(
        ConversionError(prefix + "the codec of type " + type_name(*parameter.codec) + " refused the value"));
  }
}

}  // namespace pgscribe::detail
