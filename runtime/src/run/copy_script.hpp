#pragma once

#include <string>
#include <vector>

#include "pgscribe/statement.hpp"
#include "session/session.hpp"

namespace pgscribe::detail {

/// What starts a COPY: a question for the types of its columns, and the COPY, in one query string. That is one
/// transaction and one session behind any pooler, so that no column is altered in between.
class CopyScript {
 public:
  CopyScript(const CopyStatement& statement, bool binary);

  /// Results of commands, one with the types, then COPY IN.
  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  [[nodiscard]] const std::string& copy() const noexcept { return copy_; }

 private:
  std::string copy_;
  std::string text_;
};

/// The columns as they are compared: by the type that a column has below its domains.
[[nodiscard]] std::vector<Column> columns_of(const CopyStatement& statement);

/// Throws UnexpectedType when `answer` has another type for a column than the codec's. Types were resolved.
void require_column_types(Session& session, const CopyStatement& statement, const Result& answer);

}  // namespace pgscribe::detail
