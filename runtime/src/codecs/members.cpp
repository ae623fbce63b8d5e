#include "codecs/members.hpp"

#include <exception>

#include "codecs/wire.hpp"

namespace pgscribe::detail {

namespace {

// Rethrows what a codec threw, naming the column unless an inner attribute was named already. What a codec of the
// user's own says is kept as the nested exception: it may quote the value.
[[noreturn]] void rethrow_for(const Column& column) {
  const auto named = [&column](const Error& error) {
    ErrorFields fields = error.fields();
    if (fields.column.empty()) fields.column = column.name;
    return fields;
  };
  try {
    throw;
  } catch (const ConversionError& error) {
    throw ConversionError(named(error));
  } catch (const UnexpectedNull& error) {
    throw UnexpectedNull(named(error));
  } catch (const UnexpectedType& error) {
    throw UnexpectedType(named(error));
  } catch (const Error&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    std::throw_with_nested(ConversionError(ErrorFields{
        .message = "the codec of type " + type_name(*column.codec) + " refused a value", .column = column.name}));
  }
}

}  // namespace

void decode_member(const Column& column, const Cell* cell, std::byte* base) {
  const Codec& codec = *column.codec;
  void* member = base + column.offset;
  if (cell == nullptr) {
    if (!column.nullable) {
      throw UnexpectedNull(ErrorFields{
          .message = std::string{"column \""} + column.name + "\" is NULL, which was ruled out at generation",
          .column = column.name});
    }
    codec.optional->reset(member);
    return;
  }
  try {
    codec.decode(codec, *cell, column.nullable ? codec.optional->emplace(member) : member);
  } catch (...) {
    rethrow_for(column);
  }
}

}  // namespace pgscribe::detail
