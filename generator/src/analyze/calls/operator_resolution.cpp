#include "analyze/calls/operator_resolution.hpp"

#include <array>
#include <utility>

#include "analyze/calls/function_resolution.hpp"
#include "analyze/calls/messages.hpp"
#include "analyze/scope/scope.hpp"
#include "analyze/types/coercion.hpp"
#include "analyze/types/messages.hpp"
#include "analyze/types/set_returning.hpp"
#include "catalog/messages.hpp"

// parse_oper.c

namespace pgscribe::analyze {

using catalog::Catalog;
using catalog::kInvalidOid;
using catalog::Operator;
namespace oid = catalog::oid;

namespace {

struct OperatorMatch {
  const Operator* op = nullptr;
  bool ambiguous = false;
};

std::string schema_of(const sql::QualifiedName& name) {
  return name.parts.size() >= 2 ? name.parts[name.parts.size() - 2] : std::string();
}

/// OpernameGetOprid
const Operator* find_exact(const std::vector<const Operator*>& operators, Oid left, Oid right) {
  for (const Operator* op : operators) {
    if (op->left == left && op->right == right) return op;
  }
  return nullptr;
}

/// binary_oper_exact: an unknown side takes the other side's type, or the base type of that domain.
const Operator* find_exact_binary(const Catalog& catalog, const std::vector<const Operator*>& operators, Oid left,
                                  Oid right) {
  const bool assumed = left == oid::unknown || right == oid::unknown;
  if (left == oid::unknown) {
    left = right;
  } else if (right == oid::unknown) {
    right = left;
  }
  if (const Operator* op = find_exact(operators, left, right)) return op;
  const Oid base = catalog.base_type(left);
  return assumed && base != left ? find_exact(operators, base, base) : nullptr;
}

/// oper_select_candidate
OperatorMatch select_operator(const Catalog& catalog, const std::vector<const Operator*>& operators,
                              const std::vector<Oid>& inputs) {
  std::vector<Candidate> candidates;
  for (const Operator* op : operators) {
    if ((op->left == kInvalidOid) != (inputs.size() == 1)) continue;
    Candidate candidate;
    candidate.op = op;
    if (op->left != kInvalidOid) candidate.types.push_back(op->left);
    candidate.types.push_back(op->right);
    candidates.push_back(std::move(candidate));
  }
  candidates = match_candidates(catalog, inputs, candidates);
  if (candidates.size() > 1) candidates = select_candidates(catalog, inputs, std::move(candidates));
  if (candidates.size() == 1) return {candidates.front().op, false};
  return {nullptr, !candidates.empty()};
}

/// oper and left_oper
OperatorMatch match_operator(const Catalog& catalog, const sql::QualifiedName& name, Oid left, Oid right) {
  const std::vector<const Operator*> operators = catalog.find_operators(schema_of(name), name.last());
  if (left == kInvalidOid) {
    if (const Operator* op = find_exact(operators, kInvalidOid, right)) return {op, false};
    return select_operator(catalog, operators, {right});
  }
  if (const Operator* op = find_exact_binary(catalog, operators, left, right)) return {op, false};
  return select_operator(catalog, operators, {left, right});
}

/// op_signature_string
std::string signature(const Catalog& catalog, const sql::QualifiedName& name, Oid left, Oid right) {
  std::string text;
  if (left != kInvalidOid) text += catalog.format_type(left) + " ";
  return text + name.joined() + " " + catalog.format_type(right);
}

/// op_error
[[noreturn]] void fail_without_operator(ParseState& state, const sql::QualifiedName& name, Oid left, Oid right,
                                        bool ambiguous, Span location) {
  const Catalog& catalog = state.context.catalog;
  const std::string schema = schema_of(name);
  if (!schema.empty() && !catalog.has_schema(schema)) {
    fail(state, location, msg::SchemaDoesNotExist(schema, support::kNoHint));
  }
  const std::string text = signature(catalog, name, left, right);
  if (ambiguous) fail(state, location, msg::OperatorIsNotUnique(text));
  if (left != kInvalidOid) fail(state, location, msg::NoOperatorMatches(text));
  // `?1`: another interface's spelling of a parameter.
  const std::string placeholder = name.last() == "?" ? msg::HowAParameterIsWritten() : std::string();
  fail(state, location, msg::NoPrefixOperatorMatches(text, placeholder));
}

const Operator& require_operator(ParseState& state, const sql::QualifiedName& name, Oid left, Oid right,
                                 Span location) {
  const OperatorMatch match = match_operator(state.context.catalog, name, left, right);
  if (match.op == nullptr) fail_without_operator(state, name, left, right, match.ambiguous, location);
  if (match.op->result == kInvalidOid) {
    // Named as a commutator or negator, never defined.
    fail(state, location,
         msg::OperatorIsOnlyAShell(signature(state.context.catalog, name, match.op->left, match.op->right)));
  }
  return *match.op;
}

/// What a parameter is compared with, when that is a column.
std::optional<ParameterSlot::Target> compared_column(ParseState& state, const BoundExpr& expr) {
  const BoundExpr* inner = &expr;
  while (const auto* coercion = std::get_if<CoercionExpr>(&inner->node)) inner = coercion->arg.get();
  const auto* var = std::get_if<ColumnVar>(&inner->node);
  if (var == nullptr || var->column == 0) return std::nullopt;
  const RangeEntry& entry = entry_of(state, *var);
  ParameterSlot::Target target;
  target.compared = true;
  if (entry.relation != nullptr) {
    target.relation = entry.relation;
    target.attribute = var->column;
  } else if (var->column > 0 && static_cast<std::size_t>(var->column) <= entry.columns.size()) {
    target.name_hint = entry.columns[static_cast<std::size_t>(var->column) - 1].name;
  }
  return target;
}

void note_comparison(ParseState& state, const BoundExpr& left, const BoundExpr& right) {
  if (auto target = compared_column(state, left)) note_parameter_target(state, right, std::move(*target));
  if (auto target = compared_column(state, right)) note_parameter_target(state, left, std::move(*target));
}

}  // namespace

BoundRef make_operator(ParseState& state, const sql::QualifiedName& op, BoundRef left, BoundRef right,
                       const BoundExpr* last_srf, Span location) {
  if (right == nullptr) fail(state, location, msg::PostfixOperatorsAreNotSupported());
  const Oid left_type = left == nullptr ? kInvalidOid : left->type;
  const Operator& found = require_operator(state, op, left_type, right->type, location);

  BoundList args;
  std::vector<Oid> actual;
  std::vector<Oid> declared;
  if (left != nullptr) {
    actual.push_back(left_type);
    declared.push_back(found.left);
    args.push_back(std::move(left));
  }
  actual.push_back(right->type);
  declared.push_back(found.right);
  args.push_back(std::move(right));
  const Oid result = resolve_polymorphic(state, actual, declared, found.result, false, location);
  coerce_arguments(state, args, actual, declared);
  if (args.size() == 2) note_comparison(state, *args[0], *args[1]);

  Span span = location;
  for (const BoundRef& arg : args) span = span.empty() ? arg->span : arg->span.empty() ? span : cover(span, arg->span);
  const bool is_set = found.returns_set;
  if (is_set) check_set_placement(state, last_srf, location);
  BoundRef expr = make_bound(OperatorExpr{&found, std::move(args), OperatorForm::plain}, result, span);
  if (is_set) state.last_srf = expr.get();
  return expr;
}

BoundRef make_array_operator(ParseState& state, const sql::QualifiedName& op, bool all, BoundRef scalar, BoundRef array,
                             Span location) {
  const Catalog& catalog = state.context.catalog;
  const Oid array_type = array->type;
  // An untyped literal stays unknown: the operator decides its element type.
  const Oid element = array_type == oid::unknown ? oid::unknown : catalog.base_element_type(array_type);
  if (element == kInvalidOid) fail(state, location, msg::AnyAllNeedsAnArray());
  const Operator& found = require_operator(state, op, scalar->type, element, location);

  std::array<Oid, 2> actual{scalar->type, element};
  std::vector<Oid> declared{found.left, found.right};
  const Oid result = resolve_polymorphic(state, actual, declared, found.result, false, location);
  if (result != oid::bool_) fail(state, location, msg::AnyAllNeedsBoolean());
  if (found.returns_set) fail(state, location, msg::AnyAllReturnsSet());
  // Back to the array's type; where the operator is polymorphic the array is fine as it is.
  Oid wanted = array_type;
  if (!is_polymorphic(declared[1])) {
    wanted = catalog.array_type(declared[1]);
    if (wanted == kInvalidOid) fail(state, location, msg::NoArrayType(catalog.format_type(declared[1])));
  }
  actual[1] = array_type;
  declared[1] = wanted;
  BoundList args{std::move(scalar), std::move(array)};
  coerce_arguments(state, args, actual, declared);
  note_comparison(state, *args[0], *args[1]);
  Span span = location;
  for (const BoundRef& arg : args) span = span.empty() ? arg->span : arg->span.empty() ? span : cover(span, arg->span);
  return make_bound(ArrayOperatorExpr{&found, all, args[0], args[1]}, oid::bool_, span);
}

const Operator* find_operator(const Catalog& catalog, const sql::QualifiedName& op, Oid left, Oid right) {
  return match_operator(catalog, op, left, right).op;
}

const Operator* find_compatible_operator(const Catalog& catalog, const sql::QualifiedName& op, Oid left, Oid right) {
  const Operator* found = match_operator(catalog, op, left, right).op;
  if (found == nullptr || !catalog.is_binary_coercible(left, found->left) ||
      !catalog.is_binary_coercible(right, found->right)) {
    return nullptr;
  }
  return found;
}

}  // namespace pgscribe::analyze
