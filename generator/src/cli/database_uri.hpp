#pragma once

#include <string>
#include <string_view>

// The configuration's `database: uri`, where `${NAME}` stands for an environment variable, as in sqlc.

namespace pgscribe::cli {

struct ExpandedText {
  std::string text{};
  std::string missing{};  ///< the first variable that is not set; empty: all are
};

/// `${NAME}` by the environment's values; every other text is as it is.
[[nodiscard]] ExpandedText expand_variables(std::string_view text);

}  // namespace pgscribe::cli
