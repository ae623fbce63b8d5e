#include "support/diagnostics.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace pgscribe::support {

void Diagnostics::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::error) ++error_count_;
  all_.push_back(std::move(diagnostic));
}

void Diagnostics::error(std::string_view code, const SourceFile& file, Span span, std::string message,
                        std::string hint) {
  add({Severity::error, std::string(code), &file, span, std::move(message), {}, std::move(hint)});
}

void Diagnostics::warning(std::string_view code, const SourceFile& file, Span span, std::string message,
                          std::string hint) {
  add({Severity::warning, std::string(code), &file, span, std::move(message), {}, std::move(hint)});
}

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
