#include <algorithm>
#include <iterator>

#include "catalog/builtin_rows.hpp"

// The contrib extensions whose objects are known.

namespace pgscribe::catalog {

namespace {

using Extension = ExtensionRows;
#include "catalog/builtin/extensions.inc"

}  // namespace

const ExtensionRows* find_extension_rows(std::string_view name) {
  const auto* found = std::find_if(std::begin(kExtensions), std::end(kExtensions),
                                   [&](const ExtensionRows& e) { return e.name == name; });
  return found == std::end(kExtensions) ? nullptr : found;
}

std::span<const ExtensionRows> known_extensions() { return kExtensions; }

}  // namespace pgscribe::catalog
