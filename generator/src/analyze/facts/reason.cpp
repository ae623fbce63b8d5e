#include "analyze/facts/reason.hpp"

namespace pgscribe::analyze {

namespace {

constexpr std::string_view kTexts[] = {
    "",
#define PGSCRIBE_WHY(name, text) text,
#include "analyze/facts/reasons.inc"
#undef PGSCRIBE_WHY
};

std::string texts(const std::vector<Reason>& reasons, std::string_view separator) {
  std::string all;
  for (const Reason& reason : reasons) all += (all.empty() ? "" : std::string(separator)) + text(reason);
  return all;
}

std::string filled(char slot, const Reason& reason) {
  if (slot == ',' || slot == ';') return texts(reason.rests_on, slot == ',' ? ", " : "; ");
  return reason.names[static_cast<std::size_t>(slot - '0')];
}

}  // namespace

std::string text(const Reason& reason) {
  const std::string_view form = kTexts[static_cast<std::size_t>(reason.why)];
  std::string result;
  for (std::size_t i = 0; i < form.size(); ++i) {
    if (form[i] != '{') {
      result += form[i];
      continue;
    }
    result += filled(form[i + 1], reason);
    i += 2;
  }
  return result;
}

std::string_view to_string(Cardinality cardinality) {
  switch (cardinality) {
    case Cardinality::none: return "none";
    case Cardinality::exactly_one: return "exactly_one";
    case Cardinality::at_most_one: return "at_most_one";
    case Cardinality::many: return "many";
  }
  return "many";
}

}  // namespace pgscribe::analyze
