#include "analyze/literal_input.hpp"

namespace pgscribe::analyze {

std::optional<LiteralError> check_literal(const catalog::Catalog& /*catalog*/, catalog::Oid /*type*/, int /*type_modifier*/,
                                          std::string_view /*text*/) {
  return std::nullopt;
}

}  // namespace pgscribe::analyze
