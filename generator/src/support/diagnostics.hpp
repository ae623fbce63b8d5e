#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/message.hpp"
#include "support/source_file.hpp"
#include "support/span.hpp"

// What there is to tell the user: places, messages, hints, collected over a run.

namespace pgscribe::support {

/// A further place that a diagnostic is about: "the first is here".
struct RelatedPlace {
  const SourceFile* file = nullptr;
  Span span;
  std::string label;
};

/// One thing to tell the user: what a Message says, and where.
struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;
  const SourceFile* file = nullptr;  ///< null: about the run as a whole (then `span` means nothing)
  Span span;
  std::string message;
  std::string detail;
  std::string hint;
  std::vector<RelatedPlace> related{};
};

[[nodiscard]] Diagnostic diagnostic_of(Message message, const SourceFile* file, Span span,
                                       std::vector<RelatedPlace> related = {});

/// Collects the diagnostics of a run. Not thread safe. Diagnostics are never thrown: a stage reports and carries on
/// with the next statement.
class Diagnostics {
 public:
  void add(Diagnostic diagnostic);
  void add(const SourceFile& file, Span span, Message message, std::vector<RelatedPlace> related = {});
  /// About the run as a whole.
  void add(Message message);

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
