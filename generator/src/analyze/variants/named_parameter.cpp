#include "analyze/variants/named_parameter.hpp"

#include <string>
#include <vector>

#include "analyze/messages.hpp"
#include "support/messages.hpp"
#include "support/nearest_name.hpp"

namespace pgscribe::analyze {

const QueryParameter* named_parameter(const query::QueryDecl& decl, const AnalyzedQuery& whole,
                                      const query::PlacedName& name, support::Diagnostics& diagnostics) {
  std::vector<std::string> known;
  for (const QueryParameter& parameter : whole.parameters) {
    if (parameter.name == name.text) return &parameter;
    known.push_back(parameter.name);
  }
  const std::string nearest = support::nearest_name(name.text, known);
  diagnostics.add(
      *decl.file, name.span,
      msg::UnknownDirectiveSubject("parameter", name.text, nearest.empty() ? std::string() : msg::DidYouMean(nearest)));
  return nullptr;
}

}  // namespace pgscribe::analyze
