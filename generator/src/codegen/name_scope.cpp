#include "codegen/name_scope.hpp"

#include <utility>

namespace pgscribe::codegen {

bool NameScope::claim(const std::string& name, std::string_view kind, const NameOwner& owner, std::string hint,
                      support::Diagnostics& diagnostics) {
  const auto [first, is_new] = owners_.emplace(name, owner);
  if (is_new) return true;
  diagnostics.add(
      {support::Severity::error,
       "name-collision",
       owner.file,
       owner.span,
       owner.what + " and " + first->second.what + " would both be the " + std::string(kind) + " \"" + name + "\"",
       {},
       std::move(hint)});
  return false;
}

}  // namespace pgscribe::codegen
