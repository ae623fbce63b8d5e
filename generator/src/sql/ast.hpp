#pragma once

#include <string>
#include <variant>

#include "sql/ast_ddl.hpp"
#include "sql/ast_query.hpp"

// pgscribe's own syntax tree. No JSON, no PostgreSQL header. All spans are byte offsets into the SourceFile that the
// statement was written in; for statements with macros the lowering has mapped them back already.

namespace pgscribe::sql {

using StatementNode =
    std::variant<Select, Insert, Update, Delete, Merge, CreateSchema, CreateTable, CreateTableAs, CreateView,
                 AlterTable, Rename, SetSchema, Drop, CreateEnum, AlterEnum, CreateComposite, CreateRange, CreateDomain,
                 AlterDomain, CreateSequence, AlterSequence, CreateFunction, AlterFunction, Define, CreateOperatorClass,
                 CreateOperatorFamily, AlterOperatorFamily, CreateAccessMethod, CreateCast, CreateExtension,
                 CreateIndex, Cluster, Comment, SetVariable, Do, CreateTrigger, CreateRule, SetPolicy, Call,
                 WrappedStatement, Utility, Unsupported>;

/// One statement. `span` runs from its first token to the end of its last (no semicolon, no leading comments).
struct Statement {
  StatementNode node;
  Span span;
};

/// For `std::visit` over node variants.
template <class... Fs>
struct Overloaded : Fs... {
  using Fs::operator()...;
};
template <class... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>;

}  // namespace pgscribe::sql
