#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/ddl_context.hpp"

// heap_create_with_catalog, TypeCreate: an object with what always comes with it.

namespace pgscribe::catalog {

/// Adds the relation with its row type and that type's array (indexes have neither, sequences no array). Reports
/// `relation "x" already exists` [42P07] and `type "x" already exists` [42710] at `span`; kInvalidOid then.
/// `relation.oid` and `row_type` are set here.
Oid add_relation(DdlContext& context, Relation relation, Span span);

/// Adds the type and, unless it is a shell or pseudo-type, its array. Reports `type "x" already exists` [42710];
/// kInvalidOid then. A shell type of that name is filled in.
Oid add_type(DdlContext& context, Type type, Span span, bool with_array = true);

inline constexpr std::string_view kIndexPredicate = "index predicate";
/// An index before it is added. Its name must be free (callers have chosen or checked it).
struct NewIndex {
  std::string name;
  std::vector<std::string> columns{};  ///< the names of its own columns
  IndexDefinition definition{};        ///< system columns among the plain ones are left out when it is added
  Oid parent = kInvalidOid;            ///< the partitioned index that it is a part of
};
/// Adds what an expression over the table reads and calls; a null one nothing. Reports `functions in {place} must be
/// marked IMMUTABLE` [42P17].
bool read_expression(DdlContext& context, const Relation& table, const sql::ExprRef& expr, NewIndex& draft,
                     std::string_view place);
/// Adds a row of pg_class for an index of its table.
void add_index(DdlContext& context, NewIndex draft);

Oid add_sequence(DdlContext& context, const std::string& schema, const std::string& name, const SequenceOwner& owner,
                 Span span);

}  // namespace pgscribe::catalog
