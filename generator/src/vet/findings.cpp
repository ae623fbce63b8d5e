#include "vet/findings.hpp"

namespace pgscribe::vet {

void Findings::add(support::Span span, support::Message message) {
  if (!rules_.has(message.code) || !found_.emplace(span.begin, message.code).second) return;
  diagnostics_.add(file_, span, std::move(message));
}

}  // namespace pgscribe::vet
