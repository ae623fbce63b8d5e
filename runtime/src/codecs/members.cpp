#include "codecs/members.hpp"

#include <exception>

#include "codecs/wire.hpp"

namespace pgscribe::detail {

namespace {

std::string prefix_of(const Column& column) { return std::string{"column \""} + column.name + "\": "; }

}  // namespace

void throw_unexpected_null(const Column& column) {
  throw UnexpectedNull(
      ErrorFields{.message = std::string{"column \""} + column.name + "\" is NULL, and its C++ type no std::optional",
                  .column = column.name});
}

// Names the column unless an inner attribute was named already. What a codec of the
// user's own says is kept as the nested exception: it may quote the value.
void rethrow_for_column(const Column& column) {
  const auto named = [&column](const Error& error) {
    ErrorFields fields = error.fields();
    if (fields.column.empty()) fields.column = column.name;
    return fields;
  };
  try {
    throw;
  } catch (const ConversionError& error) {
    ErrorFields fields = named(error);
    if (error.column().empty()) fields.message = prefix_of(column) + fields.message;
    throw ConversionError(std::move(fields));
  } catch (const UnexpectedNull& error) {
    throw UnexpectedNull(named(error));
  } catch (const UnexpectedType& error) {
    throw UnexpectedType(named(error));
  } catch (const Error&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    std::throw_with_nested(ConversionError(
        ErrorFields{.message = prefix_of(column) + "the codec of type " + type_name(*column.codec) + " refused a value",
                    .column = column.name}));
  }
}

}  // namespace pgscribe::detail
