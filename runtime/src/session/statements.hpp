#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pgscribe/statement.hpp"

// What is prepared on a connection, bounded.

namespace pgscribe::detail {

/// A statement that is prepared on one connection.
struct Prepared {
  std::string name;
  /// The form its rows are asked for in.
  bool binary_rows = false;
  /// It ran, and its result has the columns that were generated; the server holds on to that as long as the statement
  /// lives.
  bool ran = false;
  /// A CALL: not all of what it does ends with an error of it.
  bool may_commit_inside = false;
  std::uint64_t last_use = 0;
};

/// Which statements are prepared on a connection and under which names. Names are those of the queries, numbered
/// where two queries share one or where one had to be prepared again.
class Statements {
 public:
  /// `prefix` keeps the names apart from those of others on the same connection.
  explicit Statements(std::size_t limit, std::string prefix = {}) : limit_(limit), prefix_(std::move(prefix)) {}

  /// Null when it is not prepared.
  [[nodiscard]] Prepared* find(const Statement& statement) noexcept;
  /// A name that was never used on this connection.
  [[nodiscard]] std::string fresh_name(const Statement& statement);
  Prepared& add(const Statement& statement, Prepared prepared);
  /// It will be prepared again, under another name.
  void forget(const Statement& statement);
  /// A name under which the server still has a statement that was forgotten, to be deallocated.
  [[nodiscard]] std::optional<std::string> take_forgotten();
  /// After DISCARD ALL or DEALLOCATE ALL.
  void clear();
  [[nodiscard]] std::size_t size() const noexcept { return prepared_.size(); }

  /// Removes the least recently used statement when there are as many as there may be; its name, or empty.
  [[nodiscard]] std::string make_room();

 private:
  std::size_t limit_;
  std::string prefix_;
  std::uint64_t clock_ = 0;
  std::unordered_map<const Statement*, Prepared> prepared_;
  std::unordered_map<std::string, unsigned> uses_;
  std::vector<std::string> forgotten_;
};

}  // namespace pgscribe::detail
