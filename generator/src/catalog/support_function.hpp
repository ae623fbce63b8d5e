#pragma once

#include <vector>

#include "catalog/ddl_context.hpp"

// Functions that CREATE OPERATOR, AGGREGATE, CAST and TYPE name. They are called with types that are known, so that
// exact, polymorphic and binary coercible arguments are all there is; the full overload resolution belongs to the
// analysis of queries.

namespace pgscribe::catalog {

struct SupportFunction {
  const Function* function = nullptr;
  Oid result = kInvalidOid;  ///< polymorphism resolved
};

/// Reports `function f(integer) does not exist` [42883]; `function` is null then.
[[nodiscard]] SupportFunction require_support_function(const DdlContext& context, const sql::QualifiedName& name,
                                                       const std::vector<Oid>& types, Span span);
/// The same without a report.
[[nodiscard]] SupportFunction find_support_function(const Catalog& catalog, const sql::QualifiedName& name,
                                                    const std::vector<Oid>& types);

}  // namespace pgscribe::catalog
