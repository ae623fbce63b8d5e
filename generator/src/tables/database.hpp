#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "support/message.hpp"
#include "tables/table.hpp"

// Tables in memory that can be asked with a SELECT.

namespace pgscribe::tables {

/// What a SELECT gives.
struct Result {
  std::vector<std::string> columns;
  std::vector<Row> rows;
};

/// Why it gives nothing, and at which byte of its text, where that is known.
struct Refusal {
  support::Message message;
  std::optional<std::size_t> offset{};
};

/// An SQLite of its own, without a file: nobody can change it, and no SELECT can do anything but read it. What one
/// costs is bounded by the steps, rows and memory that it takes, so that the same text ends in the same way everywhere.
class Database {
 public:
  /// False: this build has no SQLite, and every SELECT is refused with words that say so.
  [[nodiscard]] static bool is_available();

  explicit Database(const std::vector<Table>& tables);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  [[nodiscard]] std::variant<Result, Refusal> select(const std::string& sql) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace pgscribe::tables
