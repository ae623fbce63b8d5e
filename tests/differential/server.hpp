#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "answer.hpp"
#include "pgscribe/testing.hpp"

struct pg_conn;
struct pg_result;

namespace pgscribe::differential {

/// A server of the test's own with one connection. Throws std::runtime_error with libpq's words when the connection
/// breaks.
class Server {
 public:
  Server();

  /// M of PostgreSQL M.N.
  [[nodiscard]] int major() const;
  /// N of it.
  [[nodiscard]] int minor() const;

  /// Throws when the server refuses it.
  void run(const std::string& sql);
  using Row = std::vector<std::string>;
  [[nodiscard]] std::vector<Row> rows(const std::string& sql);

  /// Sends Parse and Describe of each statement in one pipeline; answers() waits for what the server says. At most
  /// kPipeline of them, so that neither side blocks on a full socket.
  static constexpr std::size_t kPipeline = 40;
  void send(const std::vector<std::string>& statements);
  [[nodiscard]] std::vector<Answer> answers(const std::vector<std::string>& statements);

 private:
  using Result = std::unique_ptr<pg_result, void (*)(pg_result*)>;
  [[nodiscard]] Result next_result();
  [[nodiscard]] Answer answer();
  void read_type_names();
  [[nodiscard]] std::string type_name(unsigned oid) const;

  testing::TemporaryServer server_;
  std::unique_ptr<pg_conn, void (*)(pg_conn*)> connection_;
  std::map<unsigned, std::string> types_;
};

}  // namespace pgscribe::differential
