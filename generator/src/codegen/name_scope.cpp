#include "codegen/name_scope.hpp"

#include <utility>

#include "codegen/messages.hpp"
#include "support/messages.hpp"

namespace pgscribe::codegen {

bool NameScope::claim(const std::string& name, std::string_view kind, const NameOwner& owner, std::string hint,
                      support::Diagnostics& diagnostics) {
  const auto [first, is_new] = owners_.emplace(name, owner);
  if (is_new) return true;
  std::vector<support::RelatedPlace> related;
  if (first->second.file != nullptr) related.push_back({first->second.file, first->second.span, msg::FirstIsHere()});
  diagnostics.add(support::diagnostic_of(msg::BothWouldBe(owner.what, first->second.what, kind, name, hint), owner.file,
                                         owner.span, std::move(related)));
  return false;
}

}  // namespace pgscribe::codegen
