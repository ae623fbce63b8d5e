#include "session/server_error.hpp"

#include <cstdlib>

namespace pgscribe::detail {

namespace {

std::string field(const PGresult* result, int code) {
  const char* text = PQresultErrorField(result, code);
  return text == nullptr ? std::string{} : std::string{text};
}

std::string without_newline(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

}  // namespace

ErrorFields error_fields(const PGresult* result) {
  ErrorFields fields;
  fields.message = field(result, PG_DIAG_MESSAGE_PRIMARY);
  if (fields.message.empty()) fields.message = without_newline(PQresultErrorMessage(result));
  fields.sqlstate = field(result, PG_DIAG_SQLSTATE);
  fields.severity = field(result, PG_DIAG_SEVERITY_NONLOCALIZED);
  fields.detail = field(result, PG_DIAG_MESSAGE_DETAIL);
  fields.hint = field(result, PG_DIAG_MESSAGE_HINT);
  fields.context = field(result, PG_DIAG_CONTEXT);
  fields.schema = field(result, PG_DIAG_SCHEMA_NAME);
  fields.table = field(result, PG_DIAG_TABLE_NAME);
  fields.column = field(result, PG_DIAG_COLUMN_NAME);
  fields.data_type = field(result, PG_DIAG_DATATYPE_NAME);
  fields.constraint = field(result, PG_DIAG_CONSTRAINT_NAME);
  if (const char* position = PQresultErrorField(result, PG_DIAG_STATEMENT_POSITION); position != nullptr)
    fields.position = std::atoi(position);
  return fields;
}

void throw_server_error(ErrorFields fields) {
  const std::string code = fields.sqlstate;
  const std::string_view category = std::string_view{code}.substr(0, 2);
  if (code == "23502") throw NotNullViolation(std::move(fields));
  if (code == "23503" || code == "23001") throw ForeignKeyViolation(std::move(fields));
  if (code == "23505") throw UniqueViolation(std::move(fields));
  if (code == "23514") throw CheckViolation(std::move(fields));
  if (code == "23P01") throw ExclusionViolation(std::move(fields));
  if (category == "23") throw IntegrityViolation(std::move(fields));
  if (code == "40001") throw SerializationFailure(std::move(fields));
  if (code == "40P01") throw DeadlockDetected(std::move(fields));
  if (code == "57014") throw QueryCanceled(std::move(fields));
  if (code == "55P03") throw LockNotAvailable(std::move(fields));
  if (code == "42501") throw InsufficientPrivilege(std::move(fields));
  if (category == "22") throw DataException(std::move(fields));
  throw ServerError(std::move(fields));
}

std::string connection_message(const PGconn* connection) { return without_newline(PQerrorMessage(connection)); }

namespace {

/// In a catch block: throws `fields` as the kind that the error is, of those that are raised below the level where the
/// query and the row are known; other kinds as they are.
[[noreturn]] void rethrow_with(const Error& error, ErrorFields fields) {
  if (dynamic_cast<const std::nested_exception*>(&error) != nullptr) throw;
  if (dynamic_cast<const ConversionError*>(&error) != nullptr) throw ConversionError(std::move(fields));
  if (dynamic_cast<const UnexpectedNull*>(&error) != nullptr) throw UnexpectedNull(std::move(fields));
  if (dynamic_cast<const UnexpectedType*>(&error) != nullptr) throw UnexpectedType(std::move(fields));
  if (dynamic_cast<const UnexpectedRows*>(&error) != nullptr) throw UnexpectedRows(std::move(fields));
  throw;
}

}  // namespace

void rethrow_for_query(std::string_view query) {
  try {
    throw;
  } catch (const Error& error) {
    if (!error.query().empty()) throw;
    ErrorFields fields = error.fields();
    fields.query = query;
    rethrow_with(error, std::move(fields));
  }
}

void rethrow_for_row(std::int64_t row) {
  try {
    throw;
  } catch (const Error& error) {
    ErrorFields fields = error.fields();
    fields.row = row;
    rethrow_with(error, std::move(fields));
  }
}

}  // namespace pgscribe::detail
