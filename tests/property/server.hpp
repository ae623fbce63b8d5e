#pragma once

#include <libpq-fe.h>

#include <memory>
#include <string>
#include <vector>

#include "value_text.hpp"

namespace property {

/// What a statement gave: rows, or the server's error.
struct Answer {
  bool is_error = false;
  std::string error;
  bool is_statement_error = false;  ///< of syntax, names or types: no values could make it run
  std::vector<Oid> types;           ///< of the columns
  std::vector<Values> rows;         ///< as text
};

/// One connection, which fails loudly when it is lost.
class Server {
 public:
  explicit Server(const std::string& conninfo);

  Answer query(const std::string& sql, const Values& parameters);
  /// False when the server refuses it.
  bool execute(const std::string& sql);
  /// As execute, but throws.
  void require(const std::string& sql);
  /// Of the parameters of what was prepared under this name.
  std::vector<Oid> parameter_types(const std::string& statement);
  [[nodiscard]] int version() const;  ///< 15, 16 ...

 private:
  std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
};

}  // namespace property
