#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "catalog/apply_ddl.hpp"
#include "catalog/catalog.hpp"
#include "catalog/data.hpp"
#include "sql/ast.hpp"
#include "support/diagnostics.hpp"
#include "support/source_file.hpp"

// What the fold of one statement shares: the catalog, the path, where to report.

namespace pgscribe::catalog {

using support::Span;

/// What folding one statement works on. After a failure the statement is rolled back, unless `keep_despite_errors` says
/// that what was made is worth having (a table whose column has an unknown type), so that one mistake gives one
/// message.
struct DdlContext {
  Catalog& catalog;
  Catalog::Data& data;
  const support::SourceFile& file;
  const AnalyzeQuery& analyze_query;
  support::Diagnostics& diagnostics;
  Span statement;
  bool keep_despite_errors = false;

  /// Always false, so that a check can `return context.fail(...)`. An empty span means the whole statement.
  bool fail(Span span, support::Message message, std::vector<support::RelatedPlace> related = {}) const;
  void warn(Span span, support::Message message) const;
};

/// Schema and bare name as written; the schema is empty when none was. A database in front is dropped: which one it is
/// is not known.
struct WrittenName {
  std::string_view schema;
  std::string_view name;
};
[[nodiscard]] WrittenName split_name(const sql::QualifiedName& name);

struct CreationName {
  std::string schema;
  std::string name;
};
/// QualifiedNameGetCreationNamespace / RangeVarGetCreationNamespace; reports a schema that does not exist [3F000].
[[nodiscard]] std::optional<CreationName> creation_name(const DdlContext& context, const sql::QualifiedName& name,
                                                        char persistence = 'p');

/// LookupExplicitNamespace: reports [3F000] when a written schema does not exist.
[[nodiscard]] bool check_schema(const DdlContext& context, const sql::QualifiedName& name);

/// RangeVarGetRelid: reports `relation "x" does not exist` [42P01] with the nearest name.
[[nodiscard]] const Relation* require_relation(const DdlContext& context, const sql::QualifiedName& name);
[[nodiscard]] const Relation* find_relation(const Catalog& catalog, const sql::QualifiedName& name);

/// `did you mean "x"?`, or empty.
[[nodiscard]] std::string suggest_relation(const Catalog& catalog, std::string_view name);
[[nodiscard]] std::string suggest_column(const Relation& relation, std::string_view name);

/// The constraint's own name as written: "s.t", or "t".
[[nodiscard]] std::string display_name(const sql::QualifiedName& name);

}  // namespace pgscribe::catalog
