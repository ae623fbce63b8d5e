#include <algorithm>
#include <utility>

#include "analyze/calls/function_call.hpp"
#include "analyze/types/coercion.hpp"

// The routine that a name and argument types mean (func_get_detail of parse_func.c).

namespace pgscribe::analyze {

using catalog::Catalog;
using catalog::kInvalidOid;
namespace oid = catalog::oid;

namespace {

/// FuncNameAsType: composite types are no cast in disguise.
Oid type_named(const Catalog& catalog, const sql::QualifiedName& name) {
  const std::string schema = name.parts.size() >= 2 ? name.parts[name.parts.size() - 2] : std::string();
  const catalog::Type* type = catalog.find_type(schema, name.last());
  if (type == nullptr || !type->is_defined || type->kind == catalog::TypeKind::composite) return kInvalidOid;
  return type->oid;
}

/// `typename(x)` where the conversion needs no function of that name: literals, relabelling, and text conversion. The
/// function behind any other cast is found under the type's name by normal look-up.
bool is_cast_in_disguise(const Catalog& catalog, Oid target, const BoundExpr& arg) {
  const Oid source = arg.type;
  if (source == oid::unknown && std::holds_alternative<Constant>(arg.node)) return true;
  switch (find_coercion_path(catalog, target, source, CoercionContext::explicit_, nullptr)) {
    case CoercionPath::relabel: return true;
    case CoercionPath::in_out:
      // A row as text is too often a mistake; it takes cast syntax.
      return !((source == oid::record || catalog.is_complex(source)) && type_category(catalog, target) == 'S');
    default: return false;
  }
}

CallKind kind_of(const catalog::Function& function) {
  switch (function.kind) {
    case catalog::FunctionKind::procedure: return CallKind::procedure;
    case catalog::FunctionKind::aggregate: return CallKind::aggregate;
    case catalog::FunctionKind::window: return CallKind::window;
    case catalog::FunctionKind::function: break;
  }
  return CallKind::function;
}

CallDetail detail_of(const PendingCall& call, Candidate candidate) {
  if (candidate.function == nullptr) return {CallKind::ambiguous, {}, kInvalidOid};
  // With named notation, VARIADIC must mark the variadic parameter.
  if (!call.names.empty() && call.variadic() && !call.types.empty()) {
    const auto last = static_cast<int>(call.types.size()) - 1;
    if (candidate.arg_order[static_cast<std::size_t>(last)] != last) return {};
  }
  const CallKind kind = kind_of(*candidate.function);
  return {kind, std::move(candidate), kInvalidOid};
}

}  // namespace

CallDetail find_call(const PendingCall& call) {
  const Catalog& catalog = call.state.context.catalog;
  CandidateQuery query;
  query.argument_count = call.types.size();
  query.names = call.names;
  query.expand_variadic = !call.variadic();
  query.include_out_arguments = call.is_procedure;
  const std::vector<Candidate> candidates = find_candidates(catalog, call.name, query);

  for (const Candidate& candidate : candidates) {
    if (std::equal(call.types.begin(), call.types.end(), candidate.types.begin())) return detail_of(call, candidate);
  }
  if (call.args.size() == 1 && call.names.empty()) {
    const Oid target = type_named(catalog, call.name);
    if (target != kInvalidOid && is_cast_in_disguise(catalog, target, *call.args.front())) {
      return {CallKind::coercion, {}, target};
    }
  }
  std::vector<Candidate> matching = match_candidates(catalog, call.types, candidates);
  if (matching.empty()) return {};
  if (matching.size() > 1) matching = select_candidates(catalog, call.types, std::move(matching));
  if (matching.size() != 1) return {CallKind::ambiguous, {}, kInvalidOid};
  return detail_of(call, std::move(matching.front()));
}

std::string function_signature(const Catalog& catalog, std::string_view name, const std::vector<Oid>& types,
                               const std::vector<sql::Name>& names) {
  std::string text(name);
  text += '(';
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (i != 0) text += ", ";
    if (i < names.size() && !names[i].text.empty()) text += names[i].text + " => ";
    text += catalog.format_type(types[i]);
  }
  text += ')';
  return text;
}

std::string PendingCall::signature() const {
  std::vector<sql::Name> labels(types.size());
  const std::size_t positional = types.size() - names.size();
  for (std::size_t i = 0; i < names.size(); ++i) labels[positional + i].text = names[i];
  return function_signature(state.context.catalog, name.joined(), types, labels);
}

}  // namespace pgscribe::analyze
