#include "support/diagnostics.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace pgscribe::support {

Diagnostic diagnostic_of(Message message, const SourceFile* file, Span span, std::vector<RelatedPlace> related) {
  return {
      message.severity,        std::move(message.code), file, span, std::move(message.text), std::move(message.detail),
      std::move(message.hint), std::move(related)};
}

void Diagnostics::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::error) ++error_count_;
  all_.push_back(std::move(diagnostic));
}

void Diagnostics::add(const SourceFile& file, Span span, Message message, std::vector<RelatedPlace> related) {
  add(diagnostic_of(std::move(message), &file, span, std::move(related)));
}

void Diagnostics::add(Message message) { add(diagnostic_of(std::move(message), nullptr, {})); }

std::vector<Diagnostic> Diagnostics::sorted() const {
  std::vector<Diagnostic> result = all_;
  const auto key = [](const Diagnostic& d) {
    return std::tuple(d.file != nullptr ? std::string_view(d.file->path()) : std::string_view(), d.span.begin);
  };
  std::stable_sort(result.begin(), result.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
  return result;
}

}  // namespace pgscribe::support
