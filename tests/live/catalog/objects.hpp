#pragma once

#include <set>
#include <string>
#include <string_view>

#include "catalog/catalog.hpp"
#include "server.hpp"

namespace pgscribe::catalog::testing {

/// What the user made, one object a text, without what only the fold knows; the search_path must be public.
[[nodiscard]] std::set<std::string> objects_of(const Catalog& catalog);
[[nodiscard]] std::set<std::string> objects_of(Server& server);

/// The objects that only one of them has; empty when there are none.
[[nodiscard]] std::string difference(const std::set<std::string>& server, const std::set<std::string>& ours);

[[nodiscard]] std::string read(const std::string& path);

}  // namespace pgscribe::catalog::testing
