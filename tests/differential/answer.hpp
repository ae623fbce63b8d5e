#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace pgscribe::differential {

struct Column {
  std::string name;
  std::string type;
  friend bool operator==(const Column&, const Column&) = default;
};

/// What the server, or the analysis, says to the PREPARE of one statement. Types are "schema.name".
struct Answer {
  bool ok = false;
  std::vector<std::string> parameters;
  std::vector<Column> columns;
  std::string sqlstate;
  std::string message;
  std::string detail;
  std::string hint;
  std::size_t position = 0;  ///< 1-based, in characters; 0: none
};

struct Difference {
  std::string kind;  ///< "accepted 42883", "parameter type", ...
  std::string text;
};

/// In what `analysis` does not say what `server` says; nothing where they agree. A hint may say more than the server's,
/// and a place is compared where the server gives one.
[[nodiscard]] std::optional<Difference> difference(const Answer& server, const Answer& analysis);

}  // namespace pgscribe::differential
