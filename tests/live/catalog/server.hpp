#pragma once

#include <libpq-fe.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace pgscribe::catalog::testing {

/// One connection to a live server; only what these tests need.
class Server {
 public:
  struct Error {
    std::string code;
    std::string message;
    std::string detail{};
    std::size_t position = 0;  ///< in the statement, from 1; 0: not said
    friend bool operator==(const Error&, const Error&) = default;
  };

  explicit Server(const std::string& conninfo) : conninfo_(conninfo), connection_(PQconnectdb(conninfo.c_str())) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection_.get()));
    PQsetNoticeProcessor(
        connection_.get(), [](void*, const char*) {}, nullptr);
  }

  [[nodiscard]] const std::string& conninfo() const { return conninfo_; }
  /// N of PostgreSQL 15.N.
  [[nodiscard]] int major() const { return PQserverVersion(connection_.get()) / 10000; }
  [[nodiscard]] int minor() const { return PQserverVersion(connection_.get()) % 10000; }

  std::optional<Error> try_run(const std::string& sql) {
    const Result result(PQexec(connection_.get(), sql.c_str()));
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) return std::nullopt;
    const std::string position = field(result.get(), PG_DIAG_STATEMENT_POSITION);
    return Error{field(result.get(), PG_DIAG_SQLSTATE), field(result.get(), PG_DIAG_MESSAGE_PRIMARY),
                 field(result.get(), PG_DIAG_MESSAGE_DETAIL), position.empty() ? 0 : std::stoul(position)};
  }
  std::vector<std::vector<std::string>> rows(const std::string& sql) {
    const Result result(PQexec(connection_.get(), sql.c_str()));
    if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) throw std::runtime_error(PQerrorMessage(connection_.get()));
    std::vector<std::vector<std::string>> all;
    for (int row = 0; row < PQntuples(result.get()); ++row) {
      std::vector<std::string>& fields = all.emplace_back();
      for (int column = 0; column < PQnfields(result.get()); ++column)
        fields.emplace_back(PQgetvalue(result.get(), row, column));
    }
    return all;
  }

 private:
  struct Close {
    void operator()(PGconn* connection) const { PQfinish(connection); }
  };
  struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
  };
  using Result = std::unique_ptr<PGresult, Clear>;
  static std::string field(const PGresult* result, int code) {
    const char* text = PQresultErrorField(result, code);
    return text == nullptr ? std::string() : std::string(text);
  }

  std::string conninfo_;
  std::unique_ptr<PGconn, Close> connection_;
};

}  // namespace pgscribe::catalog::testing
