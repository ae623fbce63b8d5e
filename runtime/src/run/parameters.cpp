#include "run/parameters.hpp"

#include <exception>
#include <limits>
#include <numeric>

#include "codecs/wire.hpp"
#include "pgscribe/composed_codecs.hpp"
#include "pgscribe/query.hpp"
#include "session/c_string.hpp"

namespace pgscribe::detail {

namespace {

constexpr std::size_t kBorrowed = std::numeric_limits<std::size_t>::max();

constexpr std::uint32_t kText = 25;  // pg_type.dat

// The server takes no message of more than 1 GB (MaxAllocSize).
constexpr std::size_t kLargestArray = 1'000'000'000;

// The values of one parameter in the rows of a bulk statement.
class RowValues {
 public:
  RowValues(const Parameter& parameter, const Arguments& arguments)
      : parameter_(parameter), rows_(arguments.rows_of(parameter)) {}

  [[nodiscard]] SequenceSource values() const noexcept {
    return {this, rows_.size,
            [](const void* self, std::size_t row) { return static_cast<const RowValues*>(self)->at(row).value; }};
  }
  /// What stands there for a value is a ParameterValue.
  [[nodiscard]] SequenceSource values_with_codecs() const noexcept {
    return {this, rows_.size, [](const void* self, std::size_t row) -> const void* {
              const auto& rows = *static_cast<const RowValues*>(self);
              rows.current_ = rows.at(row);
              return rows.current_.value == nullptr ? nullptr : &rows.current_;
            }};
  }

 private:
  [[nodiscard]] ParameterValue at(std::size_t row) const noexcept {
    return parameter_value(parameter_,
                           static_cast<const std::byte*>(rows_.base) + row * rows_.stride + parameter_.offset);
  }

  const Parameter& parameter_;
  const BatchArguments rows_;
  mutable ParameterValue current_{};
};

void append_text_of_value(const Codec&, const void* value, std::string& out) {
  const auto& [codec, source] = *static_cast<const ParameterValue*>(value);
  const std::size_t start = out.size();
  codec->encode_text(*codec, source, out);
  require_no_nul(std::string_view{out}.substr(start), "its text");
}

constexpr Codec kTextOfValue{.type = "text", .oid = kText, .encode_binary = append_text_of_value};

// As of a single value; arrays say the number of what is in them, too.
bool are_sent_binary(const Parameter& parameter) noexcept {
  const Codec& codec = *parameter.codec;
  return !parameter.untyped && codec.kind == CodecKind::scalar && codec.oid != 0 && codec.array_oid != 0 &&
         codec.type_of == nullptr && writes_binary(codec);
}

// Appends the array; true for its binary form.
bool append_rows(const Parameter& parameter, const Arguments& arguments, std::string& out) {
  const RowValues rows(parameter, arguments);
  const std::size_t start = out.size();
  const bool are_texts = parameter.row_form == RowForm::texts;
  const bool binary = are_texts || are_sent_binary(parameter);
  const Codec array{.kind = CodecKind::array, .element = are_texts ? &kTextOfValue : parameter.codec};
  if (binary) {
    write_array_binary(array, are_texts ? rows.values_with_codecs() : rows.values(), out);
  } else {
    write_array_text(array, rows.values(), out);
    require_no_nul(std::string_view{out}.substr(start), "its text");
  }
  if (out.size() - start > kLargestArray)
    throw ConversionError("the values of all rows take more than 1 GB: send fewer rows at once");
  return binary;
}

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
      if (parameters[i].row_form == RowForm::single) {
        set(i, parameters[i], arguments.at(parameters[i], i));
      } else {
        set_rows(i, parameters[i], arguments);
      }
    } catch (...) {
      rethrow_for_parameter(parameters[i]);
    }
  }
  // Only now does bytes_ stay where it is.
  for (std::size_t i = 0; i < size; ++i) {
    if (offsets_[i] != kBorrowed) values_[i] = bytes_.data() + offsets_[i];
  }
}

std::size_t ParameterBuffer::bytes() const noexcept {
  return std::accumulate(lengths_.begin(), lengths_.end(), std::size_t{0},
                         [](std::size_t sum, int length) { return sum + static_cast<std::size_t>(length); });
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

void ParameterBuffer::set_rows(std::size_t index, const Parameter& parameter, const Arguments& arguments) {
  const std::size_t start = bytes_.size();
  formats_[index] = append_rows(parameter, arguments, bytes_) ? 1 : 0;
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
