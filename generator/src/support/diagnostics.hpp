#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/source_file.hpp"
#include "support/span.hpp"

namespace pgscribe::support {

enum class Severity { error, warning, note };

/// One thing to tell the user. `message` is the fact (PostgreSQL's wording where PostgreSQL has it: lower-case start,
/// no final period), `detail` the data behind it, `hint` what to do. `code` is a SQLSTATE ("42703") where PostgreSQL
/// has one for it, else a name of our own from diagnostic_codes.def ("bad-annotation").
struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;
  const SourceFile* file = nullptr;  ///< null: about the run as a whole (then `span` means nothing)
  Span span;
  std::string message;
  std::string detail;
  std::string hint;
};

/// Collects the diagnostics of a run. Not thread safe. Diagnostics are never thrown: a stage reports and carries on
/// with the next statement.
class Diagnostics {
 public:
  void add(Diagnostic diagnostic);
  void error(std::string_view code, const SourceFile& file, Span span, std::string message, std::string hint = {});
  void warning(std::string_view code, const SourceFile& file, Span span, std::string message, std::string hint = {});

  [[nodiscard]] bool has_errors() const { return error_count_ != 0; }
  [[nodiscard]] std::size_t error_count() const { return error_count_; }
  [[nodiscard]] const std::vector<Diagnostic>& all() const { return all_; }
  /// Sorted by path, then offset; equal places keep the order of insertion. Diagnostics without a file come first.
  [[nodiscard]] std::vector<Diagnostic> sorted() const;

 private:
  std::vector<Diagnostic> all_;
  std::size_t error_count_ = 0;
};

}  // namespace pgscribe::support
