#include "catalog/ddl.hpp"
#include "catalog/messages.hpp"
#include "catalog/support_function.hpp"
#include "catalog/type_name.hpp"

// CREATE CAST (functioncmds.c, CreateCast).

namespace pgscribe::catalog {

namespace {

CastContext context_of(sql::CastContext context) {
  switch (context) {
    case sql::CastContext::implicit: return CastContext::implicit;
    case sql::CastContext::assignment: return CastContext::assignment;
    case sql::CastContext::explicit_: return CastContext::explicit_;
  }
  return CastContext::explicit_;
}

bool read_function(DdlContext& context, const sql::ObjectName& name, Cast& cast) {
  std::vector<Oid> types;
  for (const sql::TypeName& argument : name.args) {
    const std::optional<ResolvedType> type = resolve_type(context.catalog, argument, context.file, context.diagnostics);
    if (!type) return false;
    types.push_back(type->type);
  }
  if (name.args_unspecified) types.push_back(cast.source);
  const SupportFunction found = require_support_function(context, name.name, types, name.span);
  if (found.function == nullptr) return false;
  cast.function = found.function->oid;
  return true;
}

}  // namespace

void apply(DdlContext& context, const sql::CreateCast& statement) {
  const std::optional<ResolvedType> source =
      resolve_type(context.catalog, statement.source, context.file, context.diagnostics);
  if (!source) return;
  const std::optional<ResolvedType> target =
      resolve_type(context.catalog, statement.target, context.file, context.diagnostics);
  if (!target) return;
  Cast cast;
  cast.source = source->type;
  cast.target = target->type;
  cast.context = context_of(statement.context);
  cast.method = statement.function ? CastMethod::function : statement.inout ? CastMethod::in_out : CastMethod::binary;
  if (statement.function && !read_function(context, *statement.function, cast)) return;
  if (context.catalog.find_cast(cast.source, cast.target) != nullptr) {
    context.fail(statement.source.span, msg::CastAlreadyExists(context.catalog.format_type(cast.source),
                                                               context.catalog.format_type(cast.target)));
    return;
  }
  context.data.set_cast(cast);
}

}  // namespace pgscribe::catalog
