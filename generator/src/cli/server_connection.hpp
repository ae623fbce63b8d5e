#pragma once

#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

// A server, and what it says to a PREPARE.

struct pg_conn;

namespace pgscribe::cli {

/// What a server says to a PREPARE.
struct ServerType {
  std::string schema;
  std::string name;
  friend bool operator==(const ServerType&, const ServerType&) = default;
};
struct ServerColumn {
  std::string name;
  ServerType type;
};
struct ServerAnswer {
  bool ok = false;
  std::vector<ServerType> parameters;
  std::vector<ServerColumn> columns;
  std::string sqlstate;
  std::string message;
};

/// The values of a row as text; NULL is empty.
using ServerRow = std::vector<std::string>;

/// A question that the server does not answer, with its message and not more.
class RefusedStatement : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A connection to one database.
class ServerConnection {
 public:
  /// Throws std::exception with the server's message.
  explicit ServerConnection(const std::string& conninfo);

  /// The first number of the server's version.
  [[nodiscard]] int server_version() const;

  /// Runs statements of the simple protocol; `ok` tells.
  [[nodiscard]] ServerAnswer execute(const std::string& sql);
  /// Parse and Describe, without running it.
  [[nodiscard]] ServerAnswer prepare(const std::string& sql);
  /// A query's rows. Throws RefusedStatement.
  [[nodiscard]] std::vector<ServerRow> rows(const std::string& sql, const std::vector<std::string>& parameters = {});
  /// The first column of a query's rows. Throws RefusedStatement.
  [[nodiscard]] std::vector<std::string> values(const std::string& sql);

 private:
  [[nodiscard]] const ServerType& type(unsigned oid);

  std::unique_ptr<pg_conn, void (*)(pg_conn*)> connection_;
  std::map<unsigned, ServerType> types_;
};

}  // namespace pgscribe::cli
