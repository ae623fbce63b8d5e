#pragma once

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

/// All exceptions of the runtime. No `what()` quotes a value: what this library says has none in it, and where the
/// server's message quotes one it is left out. `message()`, `detail()` and `context()` are the server's texts in full.
namespace pgscribe {

/// What is known about a failure. Members that do not apply are empty.
struct ErrorFields {
  std::string message{};
  std::string sqlstate{};  // five characters, or empty when the failure is not the server's
  std::string severity{};
  std::string detail{};
  std::string hint{};
  std::string context{};
  std::string schema{};
  std::string table{};
  std::string column{};
  std::string data_type{};
  std::string constraint{};
  std::string query{};   // the name of the query, e.g. GetMovie
  std::int64_t row = 0;  // of the result, counted from 1, when it is about one; else 0
  int position = 0;      // in the statement's text, in characters from 1, when the server points at it; else 0
};

/// Base of all. `what()` is fit for a log: the query, the message with `"..."` for the values in it, and the SQLSTATE.
class Error : public std::runtime_error {
 public:
  explicit Error(ErrorFields fields);

  [[nodiscard]] const std::string& message() const noexcept { return fields_.message; }
  [[nodiscard]] const std::string& sqlstate() const noexcept { return fields_.sqlstate; }
  [[nodiscard]] const std::string& severity() const noexcept { return fields_.severity; }
  [[nodiscard]] const std::string& detail() const noexcept { return fields_.detail; }
  [[nodiscard]] const std::string& hint() const noexcept { return fields_.hint; }
  [[nodiscard]] const std::string& context() const noexcept { return fields_.context; }
  [[nodiscard]] const std::string& schema() const noexcept { return fields_.schema; }
  [[nodiscard]] const std::string& table() const noexcept { return fields_.table; }
  [[nodiscard]] const std::string& column() const noexcept { return fields_.column; }
  [[nodiscard]] const std::string& data_type() const noexcept { return fields_.data_type; }
  [[nodiscard]] const std::string& constraint() const noexcept { return fields_.constraint; }
  /// The name of the query, empty for statements of the runtime itself.
  [[nodiscard]] const std::string& query() const noexcept { return fields_.query; }
  /// The row of the result that could not be read, counted from 1; else 0.
  [[nodiscard]] std::int64_t row() const noexcept { return fields_.row; }
  /// Where in the statement's text the server found it, in characters counted from 1; else 0.
  [[nodiscard]] int position() const noexcept { return fields_.position; }
  [[nodiscard]] const ErrorFields& fields() const noexcept { return fields_; }

  /// Throws a copy with its dynamic type.
  [[noreturn]] virtual void raise() const;
  /// A copy with its dynamic type.
  [[nodiscard]] virtual std::shared_ptr<const Error> clone() const;

 private:
  ErrorFields fields_;
};

namespace detail {

/// Gives `Derived` its `raise` and `clone`. They are defined in the library, so that headers have no `throw` in them
/// and can be included where exceptions are switched off.
template <typename Derived, typename Base>
class ErrorKind : public Base {
 public:
  using Base::Base;
  [[noreturn]] void raise() const override;
  [[nodiscard]] std::shared_ptr<const Error> clone() const override;
};

}  // namespace detail

/// The server rejected a statement; `sqlstate()` is never empty.
class ServerError : public detail::ErrorKind<ServerError, Error> {
 public:
  using ErrorKind::ErrorKind;
};

/// SQLSTATE class 23. `constraint()` names the constraint.
class IntegrityViolation : public detail::ErrorKind<IntegrityViolation, ServerError> {
 public:
  using ErrorKind::ErrorKind;
};
class NotNullViolation : public detail::ErrorKind<NotNullViolation, IntegrityViolation> {
 public:
  using ErrorKind::ErrorKind;
};
class ForeignKeyViolation : public detail::ErrorKind<ForeignKeyViolation, IntegrityViolation> {
 public:
  using ErrorKind::ErrorKind;
};
class UniqueViolation : public detail::ErrorKind<UniqueViolation, IntegrityViolation> {
 public:
  using ErrorKind::ErrorKind;
};
class CheckViolation : public detail::ErrorKind<CheckViolation, IntegrityViolation> {
 public:
  using ErrorKind::ErrorKind;
};
class ExclusionViolation : public detail::ErrorKind<ExclusionViolation, IntegrityViolation> {
 public:
  using ErrorKind::ErrorKind;
};

/// 40001 or 40P01: the transaction as a whole may be tried again.
class TransactionConflict : public detail::ErrorKind<TransactionConflict, ServerError> {
 public:
  using ErrorKind::ErrorKind;
};
class SerializationFailure : public detail::ErrorKind<SerializationFailure, TransactionConflict> {
 public:
  using ErrorKind::ErrorKind;
};
class DeadlockDetected : public detail::ErrorKind<DeadlockDetected, TransactionConflict> {
 public:
  using ErrorKind::ErrorKind;
};

/// 57014, also when the deadline of `@timeout` passed and the server confirmed the cancellation.
class QueryCanceled : public detail::ErrorKind<QueryCanceled, ServerError> {
 public:
  using ErrorKind::ErrorKind;
};
/// 55P03.
class LockNotAvailable : public detail::ErrorKind<LockNotAvailable, ServerError> {
 public:
  using ErrorKind::ErrorKind;
};
/// 42501.
class InsufficientPrivilege : public detail::ErrorKind<InsufficientPrivilege, ServerError> {
 public:
  using ErrorKind::ErrorKind;
};
/// Class 22: bad values.
class DataException : public detail::ErrorKind<DataException, ServerError> {
 public:
  using ErrorKind::ErrorKind;
};

/// The server could not be reached, or the connection was lost. A statement that was under way in autocommit may
/// have taken effect.
class ConnectionError : public detail::ErrorKind<ConnectionError, Error> {
 public:
  using ErrorKind::ErrorKind;
};
/// The connection was lost during COMMIT: the transaction took effect or not. Never retried by the runtime.
class OutcomeUnknown : public detail::ErrorKind<OutcomeUnknown, ConnectionError> {
 public:
  using ErrorKind::ErrorKind;
};
/// A deadline passed and the server did not answer the cancellation; the connection was given up.
class DeadlineExceeded : public detail::ErrorKind<DeadlineExceeded, ConnectionError> {
 public:
  using ErrorKind::ErrorKind;
};

/// COMMIT was answered with ROLLBACK: an error inside the transaction had been caught and ignored. Of an element of a
/// batch that is one transaction: another element failed.
class TransactionAborted : public detail::ErrorKind<TransactionAborted, Error> {
 public:
  using ErrorKind::ErrorKind;
};

/// The answer does not look as the generated code expects: the database changed since generation, or a
/// directive promised what is not so.
class UnexpectedResult : public detail::ErrorKind<UnexpectedResult, Error> {
 public:
  using ErrorKind::ErrorKind;
};
/// No row or more than one row for `:one`.
class UnexpectedRows : public detail::ErrorKind<UnexpectedRows, UnexpectedResult> {
 public:
  using ErrorKind::ErrorKind;
};
/// NULL for a member that is not std::optional; `query()`, `column()` and `row()` say where.
class UnexpectedNull : public detail::ErrorKind<UnexpectedNull, UnexpectedResult> {
 public:
  using ErrorKind::ErrorKind;
};
/// A result column has another type or number than at generation.
class UnexpectedType : public detail::ErrorKind<UnexpectedType, UnexpectedResult> {
 public:
  using ErrorKind::ErrorKind;
};
/// A value cannot be represented: text that is not of the type, an unknown enum label, a date beyond the C++
/// type, a NUL byte in text.
class ConversionError : public detail::ErrorKind<ConversionError, Error> {
 public:
  using ErrorKind::ErrorKind;
  explicit ConversionError(std::string_view message);
};

/// No connection became free within `acquire_timeout`.
class PoolTimeout : public detail::ErrorKind<PoolTimeout, Error> {
 public:
  using ErrorKind::ErrorKind;
};
/// A stop was requested through the StopToken of a call. A statement that was under way in autocommit may have taken
/// effect when `sqlstate()` is empty.
class OperationCanceled : public detail::ErrorKind<OperationCanceled, Error> {
 public:
  using ErrorKind::ErrorKind;
};
/// The pool is closed.
class PoolClosed : public detail::ErrorKind<PoolClosed, Error> {
 public:
  using ErrorKind::ErrorKind;
};
/// The caller broke a rule of this library, e.g. ran a statement while a stream is open on the connection.
class UsageError : public detail::ErrorKind<UsageError, Error> {
 public:
  using ErrorKind::ErrorKind;
  explicit UsageError(std::string_view message);
};

}  // namespace pgscribe
