#include "pgscribe/error.hpp"

#include <utility>

namespace pgscribe {

namespace {

// `GetMovie: duplicate key value violates unique constraint "movies_pkey" [23505]`, or with ` (row 3)` at its end
std::string describe(const ErrorFields& fields) {
  std::string text;
  if (!fields.query.empty()) text = fields.query + ": ";
  text += fields.message;
  if (!fields.sqlstate.empty()) text += " [" + fields.sqlstate + "]";
  if (fields.row > 0) text += " (row " + std::to_string(fields.row) + ")";
  return text;
}

}  // namespace

Error::Error(ErrorFields fields) : std::runtime_error(describe(fields)), fields_(std::move(fields)) {}

ConversionError::ConversionError(std::string_view message) : ErrorKind(ErrorFields{.message = std::string{message}}) {}
UsageError::UsageError(std::string_view message) : ErrorKind(ErrorFields{.message = std::string{message}}) {}

}  // namespace pgscribe
