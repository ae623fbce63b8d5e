#include "catalog/family_item.hpp"

#include <algorithm>
#include <utility>

#include "catalog/messages.hpp"
#include "catalog/named_object.hpp"
#include "catalog/type_name.hpp"

namespace pgscribe::catalog {

namespace {

using ItemKind = sql::OperatorClassItem::Kind;

/// What an access method's handler says of itself (IndexAmRoutine): how many strategies and support functions it has.
struct MethodLimits {
  std::string_view method;
  int operators;
  int functions;
  bool orders_by_operator = false;  ///< FOR ORDER BY
  bool stores_other_types = true;   ///< STORAGE
};
constexpr int kNoLimit = 32767;
constexpr MethodLimits kLimitsOf18[] = {{"btree", 5, 6, false, false}, {"gist", kNoLimit, 12, true, true}};
constexpr MethodLimits kLimits[] = {{"btree", 5, 5, false, false},       {"hash", 1, 3, false, false},
                                    {"gist", kNoLimit, 11, true, true},  {"gin", kNoLimit, 7, false, true},
                                    {"spgist", kNoLimit, 7, true, true}, {"brin", kNoLimit, 15, false, true}};

MethodLimits limits_of(std::string_view method, int server_version) {
  for (const MethodLimits& limits : kLimitsOf18) {
    if (server_version >= 18 && limits.method == method) return limits;
  }
  for (const MethodLimits& limits : kLimits) {
    if (limits.method == method) return limits;
  }
  return {method, kNoLimit, kNoLimit, true, true};
}

bool check_number(const DdlContext& context, const sql::OperatorClassItem& item, std::string_view method) {
  const MethodLimits limits = limits_of(method, context.catalog.server_version());
  const bool is_operator = item.kind == ItemKind::operator_;
  const int highest = is_operator ? limits.operators : limits.functions;
  if (item.number > 0 && item.number <= highest) return true;
  return context.fail(item.number_span,
                      msg::InvalidFamilyMemberNumber(is_operator ? "operator" : "function", item.number, highest));
}

/// processTypesSpec: one type stands for both.
bool read_types(const DdlContext& context, const std::vector<sql::TypeName>& types, FamilyMember& member) {
  std::vector<Oid> found;
  for (const sql::TypeName& type : types) {
    const std::optional<ResolvedType> resolved = resolve_type(context.catalog, type, context.file, context.diagnostics);
    if (!resolved) return false;
    found.push_back(resolved->type);
  }
  if (found.empty()) return true;
  member.left = found.front();
  member.right = found.back();
  return true;
}

bool check_sort_family(const DdlContext& context, const sql::OperatorClassItem& item, std::string_view method) {
  const WrittenName name = split_name(*item.sort_family);
  if (context.catalog.find_operator_family(name.schema, name.name, "btree") == nullptr) {
    return context.fail(item.sort_family->span, msg::OperatorFamilyDoesNotExist(item.sort_family->joined(), "btree"));
  }
  return limits_of(method, context.catalog.server_version()).orders_by_operator ||
         context.fail(item.sort_family->span, msg::AccessMethodDoesNotSupportOrderingOperators(method));
}

bool read_operator(const DdlContext& context, const sql::OperatorClassItem& item, std::string_view method, Oid input,
                   FamilyMember& member) {
  sql::ObjectName object = item.object;
  if (object.args.empty()) {
    if (input == kInvalidOid) {
      return context.fail(item.object.span, msg::FamilyOperatorTypesMustBeSpecified());
    }
    member.left = member.right = input;
  } else if (!read_types(context, object.args, member)) {
    return false;
  }
  const WrittenName name = split_name(object.name);
  for (const Operator* candidate : context.catalog.find_operators(name.schema, name.name)) {
    if (candidate->left != member.left || candidate->right != member.right) continue;
    member.object = candidate->oid;
    if (item.sort_family) return check_sort_family(context, item, method);
    return candidate->result == oid::bool_ || candidate->result == kInvalidOid ||
           context.fail(object.span, msg::IndexSearchOperatorsMustReturnBoolean());
  }
  return context.fail(object.span,
                      msg::OperatorDoesNotExist(context.catalog.format_type(member.left) + " " + object.name.joined() +
                                                " " + context.catalog.format_type(member.right)));
}

/// What btree and hash ask of a support function: its arguments and its result.
struct SupportSignature {
  std::string_view method;
  int number;
  std::size_t arguments;
  std::string_view argument_words;
  Oid result;
  std::string_view result_word;
  std::string_view subject;
};
constexpr SupportSignature kSignatures[] = {
    {"btree", 1, 2, "two arguments", oid::int4, "integer", "comparison functions"},
    {"btree", 3, 5, "five arguments", oid::bool_, "boolean", "in_range functions"},
    {"btree", 4, 1, "one argument", oid::bool_, "boolean", "equal image functions"},
    {"hash", 1, 1, "one argument", oid::int4, "integer", "function 1"},
    {"hash", 2, 2, "two arguments", oid::int8, "bigint", "function 2"},
};

bool check_signature(const DdlContext& context, const sql::OperatorClassItem& item, std::string_view method,
                     const Function& function) {
  for (const SupportSignature& wanted : kSignatures) {
    if (wanted.method != method || wanted.number != item.number) continue;
    const bool is_ordering = method == "btree" && context.catalog.server_version() >= 18;
    const std::string subject = std::string(is_ordering ? "ordering" : method) + " " + std::string(wanted.subject);
    if (function.input_types.size() != wanted.arguments)
      return context.fail(item.object.span, msg::SupportFunctionMustHaveArguments(subject, wanted.argument_words));
    if (function.result != wanted.result)
      return context.fail(item.object.span, msg::SupportFunctionMustReturn(subject, wanted.result_word));
  }
  return true;
}

/// Without types of its own: those that a comparison or hash function takes, or the class's.
bool choose_types(const DdlContext& context, const sql::OperatorClassItem& item, std::string_view method, Oid input,
                  const Function& function, FamilyMember& member) {
  if (member.left != kInvalidOid) return true;
  const bool is_comparison = (method == "btree" && item.number == 1) || method == "hash";
  if (is_comparison && !function.input_types.empty()) {
    member.left = function.input_types.front();
    member.right = method == "hash" ? member.left : function.input_types.back();
    return true;
  }
  member.left = member.right = input;
  return input != kInvalidOid || context.fail(item.object.span, msg::SupportFunctionTypesMustBeSpecified());
}

bool read_function(const DdlContext& context, const sql::OperatorClassItem& item, std::string_view method, Oid input,
                   FamilyMember& member) {
  if (!read_types(context, item.types, member)) return false;
  const std::optional<Address> address = find_object(context, item.object, Missing::report);
  if (!address) return false;
  const Function& function = *context.catalog.function(address->oid);
  member.object = function.oid;
  return check_signature(context, item, method, function) &&
         choose_types(context, item, method, input, function, member);
}

bool check_storage(const DdlContext& context, const sql::OperatorClassItem& item, std::string_view method, Oid input) {
  const std::optional<ResolvedType> stored =
      resolve_type(context.catalog, *item.storage, context.file, context.diagnostics);
  if (!stored) return false;
  return stored->type == input || limits_of(method, context.catalog.server_version()).stores_other_types ||
         context.fail(item.storage->span, msg::StorageTypeCannotBeDifferent(method));
}

bool is_same_place(const FamilyMember& a, const FamilyMember& b) {
  return a.is_operator == b.is_operator && a.number == b.number && a.left == b.left && a.right == b.right;
}

bool read_item(DdlContext& context, const sql::OperatorClassItem& item, std::string_view method, Oid input,
               std::vector<FamilyMember>& members) {
  FamilyMember member;
  member.is_operator = item.kind == ItemKind::operator_;
  member.number = item.number;
  if (!check_number(context, item, method)) return false;
  if (!(member.is_operator ? read_operator(context, item, method, input, member)
                           : read_function(context, item, method, input, member)))
    return false;
  const bool is_double = std::any_of(members.begin(), members.end(),
                                     [&](const FamilyMember& other) { return is_same_place(member, other); });
  if (is_double) {
    return context.fail(item.number_span,
                        msg::FamilyMemberAppearsTwice(member.is_operator ? "operator" : "function", member.number,
                                                      context.catalog.format_type(member.left),
                                                      context.catalog.format_type(member.right)));
  }
  members.push_back(std::move(member));
  return true;
}

}  // namespace

bool read_items(DdlContext& context, const std::vector<sql::OperatorClassItem>& items, std::string_view method,
                Oid input, std::vector<FamilyMember>& members) {
  const sql::OperatorClassItem* storage = nullptr;
  for (const sql::OperatorClassItem& item : items) {
    if (item.kind != ItemKind::storage) {
      if (!read_item(context, item, method, input, members)) return false;
      continue;
    }
    if (storage != nullptr) return context.fail(item.storage->span, msg::StorageTypeSpecifiedTwice());
    storage = &item;
  }
  return storage == nullptr || check_storage(context, *storage, method, input);
}

std::optional<FamilyMember> read_dropped_item(const DdlContext& context, const sql::OperatorClassItem& item,
                                              std::string_view method) {
  FamilyMember member;
  member.is_operator = item.kind == ItemKind::operator_;
  member.number = item.number;
  if (!check_number(context, item, method) || !read_types(context, item.types, member)) return std::nullopt;
  return member;
}

std::string describe_member(const Catalog& catalog, const FamilyMember& member) {
  return std::string(member.is_operator ? "operator " : "function ") + std::to_string(member.number) + "(" +
         catalog.format_type(member.left) + "," + catalog.format_type(member.right) + ")";
}

}  // namespace pgscribe::catalog
