#pragma once

#include <string>
#include <vector>

#include "catalog/catalog.hpp"

// Objects as messages name them: "column a of table b" (objectaddress.c, getObjectDescription).

namespace pgscribe::catalog {

/// format_procedure: "f(integer,text)", with the schema in front when the function is not visible.
[[nodiscard]] std::string format_signature(const Catalog& catalog, const Function& function);
/// func_signature_string: "f(integer, text)", as error messages have it.
[[nodiscard]] std::string call_signature(const Catalog& catalog, const std::string& name,
                                         const std::vector<Oid>& types);

}  // namespace pgscribe::catalog
