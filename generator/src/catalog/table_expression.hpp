#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "catalog/ddl_context.hpp"
#include "catalog/type_name.hpp"

// Expressions over one table in DDL: of indexes, constraints, defaults.

namespace pgscribe::catalog {

/// What the expression gives and reads, as the analysis sees it in `SELECT expr FROM ONLY table`. Nothing, and nothing
/// reported, when it cannot tell.
[[nodiscard]] std::optional<QueryShape> analyze_over(const DdlContext& context, const Relation& table,
                                                     const sql::Expr& expr, ExpressionPlace place);
/// What an index key uses, as far as it can be told; never null. What is wrong with it is reported, and what is made
/// with it is kept.
[[nodiscard]] std::shared_ptr<const ObjectUses> uses_of_index_key(DdlContext& context, const Relation& table,
                                                                  const sql::Expr& expr);
/// As analyze_over, of a partition key; what is wrong with it is reported.
[[nodiscard]] std::optional<QueryShape> analyze_partition_key(DdlContext& context, const Relation& table,
                                                              const sql::Expr& expr);
/// Reports what is wrong with the default of a function's parameter.
void check_function_default(DdlContext& context, const sql::Expr& expr, Oid type);
/// Of a condition of CHECK, POLICY ..., which has to be boolean.
[[nodiscard]] std::shared_ptr<const ObjectUses> uses_of_condition(DdlContext& context, const Relation& table,
                                                                  const sql::Expr& expr, ExpressionPlace place);
/// Of a trigger's condition over the rows OLD and NEW of the table.
[[nodiscard]] std::shared_ptr<const ObjectUses> uses_of_when(DdlContext& context, const Relation& table,
                                                             const sql::Expr& expr);
/// The column or domain that a value is stored in.
struct Receiver {
  std::string_view name;
  Oid type = kInvalidOid;
};
/// Of what is stored in a generated column.
[[nodiscard]] std::shared_ptr<const ObjectUses> uses_of_generation(DdlContext& context, const Relation& table,
                                                                   const sql::Expr& expr, const Receiver& receiver);
struct DefaultFacts {
  std::shared_ptr<const ObjectUses> uses;
  Oid type = kInvalidOid;  ///< see Column::default_type
};
/// Of a default, which reads no column.
[[nodiscard]] DefaultFacts read_default(DdlContext& context, const sql::Expr& expr, const Receiver& receiver);
/// Of a domain's condition over VALUE, which has the type `base`.
[[nodiscard]] std::shared_ptr<const ObjectUses> uses_of_domain_check(DdlContext& context, const sql::Expr& expr,
                                                                     Oid base);
/// Reports that the values of a column, or what is written behind USING, cannot become `target`; `span` is the type's.
void check_conversion(DdlContext& context, const Relation& table, const Column& column, const sql::ExprRef& written,
                      const ResolvedType& target, Span span);
/// Of a rule's condition and actions; null: nothing is known.
[[nodiscard]] std::shared_ptr<const ObjectUses> uses_of_rule(const DdlContext& context, const sql::CreateRule& rule);
/// Finds out what the generated columns of a table use that is there now. Reports `generation expression is not
/// immutable` [42P17].
bool note_generation_uses(DdlContext& context, Oid table);
/// Reports a virtual generated column that uses a function of the user's [0A000].
[[nodiscard]] bool check_virtual_uses(const DdlContext& context, Oid table);

}  // namespace pgscribe::catalog
