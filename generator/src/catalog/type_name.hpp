#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "catalog/catalog.hpp"
#include "sql/ast.hpp"
#include "support/diagnostics.hpp"
#include "support/source_file.hpp"

// Written type names to types: PostgreSQL's parse_type.c and the typmod input functions.

namespace pgscribe::catalog {

struct ResolvedType {
  Oid type = kInvalidOid;
  int type_modifier = -1;
};

/// typenameTypeIdAndMod: the type that `name` means along the search path, arrays by its bounds, with its checked and
/// encoded modifiers. Shell types are refused. Reports `type "x" does not exist` [42704] with a hint, `schema "x" does
/// not exist` [3F000], wrong modifiers [22023, 42601] at the name. `set_of` is not looked at: only function results and
/// casts to it care.
[[nodiscard]] std::optional<ResolvedType> resolve_type(const Catalog& catalog, const sql::TypeName& name,
                                                       const support::SourceFile& file,
                                                       support::Diagnostics& diagnostics);

/// The same without a message; also finds shell types (LookupTypeName). kInvalidOid when absent. Modifiers are ignored.
[[nodiscard]] Oid find_type_by_name(const Catalog& catalog, const sql::TypeName& name);

/// `did you mean "x"?` for a type that does not exist, or empty.
[[nodiscard]] std::string suggest_type(const Catalog& catalog, const sql::TypeName& name);

/// The type's name as PostgreSQL prints an unresolved one (TypeNameToString): "s.x", "x[]", "t.c%TYPE".
[[nodiscard]] std::string written_type_name(const sql::TypeName& name);

/// CheckAttributeType: false after reporting `column "c" has pseudo-type record` [42P16], a composite that contains
/// itself, or an anonymous array type. `owner` is the row type that the column becomes part of, where there is one
/// already.
[[nodiscard]] bool check_column_type(const Catalog& catalog, std::string_view column, Oid type, support::Span span,
                                     const support::SourceFile& file, support::Diagnostics& diagnostics,
                                     Oid owner = kInvalidOid);

}  // namespace pgscribe::catalog
