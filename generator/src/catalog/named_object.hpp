#pragma once

#include <optional>

#include "catalog/ddl_context.hpp"
#include "catalog/dependencies.hpp"

// The object that DROP, COMMENT, ALTER ... RENAME and SET SCHEMA name (objectaddress.c, get_object_address).

namespace pgscribe::catalog {

/// How much is said about an object that is not there.
enum class Missing { report, skip };

/// Nothing when it does not exist or is of another kind (reported, unless missing and to be skipped), or is of a kind
/// that the catalog does not hold.
[[nodiscard]] std::optional<Address> find_object(const DdlContext& context, const sql::ObjectName& object,
                                                 Missing missing);

/// The same for ALTER, which words a type that is no domain in its own way.
[[nodiscard]] std::optional<Address> find_altered_object(const DdlContext& context, const sql::ObjectName& object,
                                                         Missing missing);

/// A relation for a statement that says what kind it is: `"x" is not a view` [42809]. DROP words a missing one by kind:
/// `view "x" does not exist`.
[[nodiscard]] const Relation* find_relation_of_kind(const DdlContext& context, const sql::QualifiedName& name,
                                                    sql::ObjectKind kind, Missing missing, bool is_drop);

/// True for kinds that name a relation.
[[nodiscard]] bool is_relation_kind(sql::ObjectKind kind);

}  // namespace pgscribe::catalog
