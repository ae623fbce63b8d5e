#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "catalog/catalog.hpp"

// A row, or an array of rows, as an expression that names its columns.

namespace pgscribe::analyze {

/// The relation whose rows are the values of `type`; null of any other type, stand-alone composites included.
[[nodiscard]] const catalog::Relation* relation_of_rows(const catalog::Catalog& catalog, catalog::Oid type);

/// `ROW(prefix.id, prefix.name)`, with the columns of the row type `type`.
[[nodiscard]] std::string row_text(const catalog::Catalog& catalog, const std::string& prefix, catalog::Oid type);
/// An expression of type record, or record[], with what `value` has: a row or an array of rows. `value` is a name, for
/// it is repeated. NULL stays NULL, also as an element.
[[nodiscard]] std::string written_out(const catalog::Catalog& catalog, const std::string& value, catalog::Oid type);
/// `row`, or NULL where `value` is NULL as a whole (which a row of NULLs is not).
[[nodiscard]] std::string unless_null(const std::string& value, const std::string& row);

}  // namespace pgscribe::analyze
