#include "pgscribe/error.hpp"

#include <utility>

#include "error_kind.hpp"
#include "error_text.hpp"

// Exceptions, and how each is thrown again.

namespace pgscribe {

namespace {

// `GetMovie: duplicate key value violates unique constraint "movies_pkey" [23505]`, or with ` (row 3)` at its end
std::string describe(const ErrorFields& fields) {
  std::string text;
  if (!fields.query.empty()) text = fields.query + ": ";
  text += detail::message_without_values(fields);
  if (!fields.sqlstate.empty()) text += " [" + fields.sqlstate + "]";
  if (fields.row > 0) text += " (row " + std::to_string(fields.row) + ")";
  return text;
}

}  // namespace

Error::Error(ErrorFields fields) : std::runtime_error(describe(fields)), fields_(std::move(fields)) {}

void Error::raise() const { throw *this; }
std::shared_ptr<const Error> Error::clone() const { return std::make_shared<const Error>(*this); }

ConversionError::ConversionError(std::string_view message) : ErrorKind(ErrorFields{.message = std::string{message}}) {}
UsageError::UsageError(std::string_view message) : ErrorKind(ErrorFields{.message = std::string{message}}) {}

namespace detail {

template class ErrorKind<ServerError, Error>;
template class ErrorKind<IntegrityViolation, ServerError>;
template class ErrorKind<NotNullViolation, IntegrityViolation>;
template class ErrorKind<ForeignKeyViolation, IntegrityViolation>;
template class ErrorKind<UniqueViolation, IntegrityViolation>;
template class ErrorKind<CheckViolation, IntegrityViolation>;
template class ErrorKind<ExclusionViolation, IntegrityViolation>;
template class ErrorKind<TransactionConflict, ServerError>;
template class ErrorKind<SerializationFailure, TransactionConflict>;
template class ErrorKind<DeadlockDetected, TransactionConflict>;
template class ErrorKind<QueryCanceled, ServerError>;
template class ErrorKind<LockNotAvailable, ServerError>;
template class ErrorKind<InsufficientPrivilege, ServerError>;
template class ErrorKind<DataException, ServerError>;
template class ErrorKind<ConnectionError, Error>;
template class ErrorKind<OutcomeUnknown, ConnectionError>;
template class ErrorKind<DeadlineExceeded, ConnectionError>;
template class ErrorKind<TransactionAborted, Error>;
template class ErrorKind<UnexpectedResult, Error>;
template class ErrorKind<UnexpectedRows, UnexpectedResult>;
template class ErrorKind<UnexpectedNull, UnexpectedResult>;
template class ErrorKind<UnexpectedType, UnexpectedResult>;
template class ErrorKind<ConversionError, Error>;
template class ErrorKind<PoolTimeout, Error>;
template class ErrorKind<OperationCanceled, Error>;
template class ErrorKind<PoolClosed, Error>;
template class ErrorKind<UsageError, Error>;

}  // namespace detail
}  // namespace pgscribe
