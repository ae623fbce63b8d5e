#pragma once

#include <libpq-fe.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace property {

using Values = std::vector<std::optional<std::string>>;

/// What a statement gave: rows of NULL marks, or the server's error.
struct Answer {
  bool is_error = false;
  std::string error;
  std::vector<std::vector<bool>> null_rows;      ///< by row and column
  std::vector<std::vector<bool>> null_elements;  ///< likewise: an array with NULL in it
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

 private:
  std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
};

}  // namespace property
