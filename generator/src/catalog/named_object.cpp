#include "catalog/named_object.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "catalog/messages.hpp"
#include "catalog/object_description.hpp"
#include "catalog/type_name.hpp"

namespace pgscribe::catalog {

namespace {

using Kind = Address::Kind;
using sql::ObjectKind;

std::string_view kind_word(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::view: return "view";
    case ObjectKind::materialized_view: return "materialized view";
    case ObjectKind::sequence: return "sequence";
    case ObjectKind::index: return "index";
    case ObjectKind::foreign_table: return "foreign table";
    default: return "table";
  }
}

bool is_of_kind(const Relation& relation, ObjectKind kind) {
  switch (kind) {
    case ObjectKind::table:
      return relation.kind == RelationKind::table || relation.kind == RelationKind::partitioned_table;
    case ObjectKind::view: return relation.kind == RelationKind::view;
    case ObjectKind::materialized_view: return relation.kind == RelationKind::materialized_view;
    case ObjectKind::sequence: return relation.kind == RelationKind::sequence;
    case ObjectKind::index: return relation.kind == RelationKind::index;
    case ObjectKind::foreign_table: return relation.kind == RelationKind::foreign_table;
    default: return true;
  }
}

std::string drop_hint(RelationKind kind) {
  switch (kind) {
    case RelationKind::table:
    case RelationKind::partitioned_table: return "Use DROP TABLE to remove a table.";
    case RelationKind::view: return "Use DROP VIEW to remove a view.";
    case RelationKind::materialized_view: return "Use DROP MATERIALIZED VIEW to remove a materialized view.";
    case RelationKind::sequence: return "Use DROP SEQUENCE to remove a sequence.";
    case RelationKind::index: return "Use DROP INDEX to remove an index.";
    case RelationKind::foreign_table: return "Use DROP FOREIGN TABLE to remove a foreign table.";
    case RelationKind::composite: return "Use DROP TYPE to remove a type.";
  }
  return {};
}

std::string indefinite(std::string_view word) { return (word == "index" ? "an " : "a ") + std::string(word); }

}  // namespace

bool is_relation_kind(ObjectKind kind) {
  return kind == ObjectKind::table || kind == ObjectKind::view || kind == ObjectKind::materialized_view ||
         kind == ObjectKind::sequence || kind == ObjectKind::index || kind == ObjectKind::foreign_table;
}

const Relation* find_relation_of_kind(const DdlContext& context, const sql::QualifiedName& name, ObjectKind kind,
                                      Missing missing, bool is_drop) {
  const Relation* relation = find_relation(context.catalog, name);
  if (relation == nullptr) {
    if (missing == Missing::skip || !check_schema(context, name)) return nullptr;
    const bool is_object = kind == ObjectKind::index || kind == ObjectKind::foreign_table;  // dropmsgstringarray
    const std::string word = is_drop ? std::string(kind_word(kind)) : "relation";
    const std::string shown = is_drop ? std::string(split_name(name).name) : display_name(name);
    const std::string hint = suggest_relation(context.catalog, split_name(name).name);
    context.fail(name.span, is_drop && is_object ? msg::NamedObjectDoesNotExist(word, shown, hint)
                                                 : msg::NamedRelationDoesNotExist(word, shown, hint));
    return nullptr;
  }
  if (is_of_kind(*relation, kind)) return relation;
  context.fail(name.span, msg::RelationIsNotA(relation->name, indefinite(kind_word(kind)),
                                              is_drop ? drop_hint(relation->kind) : std::string()));
  return nullptr;
}

namespace {

std::optional<Address> address_of(Kind kind, Oid oid) { return Address::of(kind, oid); }

// --- types

std::optional<Address> find_type_object(const DdlContext& context, const sql::ObjectName& object, Missing missing) {
  sql::TypeName name;
  if (object.type) {
    name = *object.type;
  } else {
    name.name = object.name;
    name.span = object.span;
  }
  const Oid oid = find_type_by_name(context.catalog, name);
  if (oid == kInvalidOid) {
    if (missing == Missing::report && check_schema(context, name.name)) {
      context.fail(name.span, msg::TypeDoesNotExist(written_type_name(name), support::kNoHint));
    }
    return std::nullopt;
  }
  if (object.kind == ObjectKind::domain && context.catalog.type(oid)->kind != TypeKind::domain) {
    context.fail(name.span, msg::NamedTypeNotADomain(written_type_name(name)));
    return std::nullopt;
  }
  return address_of(Kind::type, oid);
}

// --- routines

std::string_view routine_word(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::procedure: return "procedure";
    case ObjectKind::aggregate: return "aggregate";
    case ObjectKind::routine: return "routine";
    default: return "function";
  }
}

/// What is said to be missing.
std::string_view missing_word(ObjectKind kind) {
  return routine_word(kind == ObjectKind::routine ? ObjectKind::function : kind);
}

/// As a bare name means it (LookupFuncNameInternal): a function may turn out to be an aggregate.
bool is_routine_of(const Function& function, ObjectKind kind) {
  switch (kind) {
    case ObjectKind::procedure: return function.kind == FunctionKind::procedure;
    case ObjectKind::aggregate: return function.kind == FunctionKind::aggregate;
    case ObjectKind::function: return function.kind != FunctionKind::procedure;
    default: return true;
  }
}

/// LookupFuncName without arguments: the one function of that name.
std::optional<Address> find_only_routine(const DdlContext& context, const sql::ObjectName& object, Missing missing) {
  const WrittenName name = split_name(object.name);
  std::vector<const Function*> candidates = context.catalog.find_functions(name.schema, name.name);
  std::erase_if(candidates, [&](const Function* f) { return !is_routine_of(*f, object.kind); });
  const std::string word(routine_word(object.kind));
  if (candidates.size() == 1) return address_of(Kind::function, candidates.front()->oid);
  if (candidates.size() > 1) {
    context.fail(object.span, msg::RoutineNameNotUnique(word, object.name.joined()));
  } else if (missing == Missing::report && check_schema(context, object.name)) {
    context.fail(object.span, msg::CouldNotFindRoutine(missing_word(object.kind), object.name.joined()));
  }
  return std::nullopt;
}

/// The types of an argument list. Nothing: one of them is unknown.
std::optional<std::vector<Oid>> argument_types(const DdlContext& context, const sql::ObjectName& object,
                                               Missing missing) {
  std::vector<Oid> types;
  for (const sql::TypeName& argument : object.args) {
    Oid oid = find_type_by_name(context.catalog, argument);
    if (oid == kInvalidOid && missing == Missing::report) {
      const std::optional<ResolvedType> resolved =
          resolve_type(context.catalog, argument, context.file, context.diagnostics);
      if (resolved) oid = resolved->type;
    }
    if (oid == kInvalidOid) return std::nullopt;
    types.push_back(oid);
  }
  return types;
}

support::Message wrong_routine_kind(const std::string& signature, ObjectKind wanted) {
  if (wanted == ObjectKind::aggregate) return msg::RoutineIsNot(msg::FunctionWithSignature(signature), "an aggregate");
  if (wanted == ObjectKind::procedure) return msg::RoutineIsNot(signature, "a procedure");
  return msg::RoutineIsNot(signature, "a function");
}

std::optional<Address> find_routine(const DdlContext& context, const sql::ObjectName& object, Missing missing) {
  if (object.args_unspecified) return find_only_routine(context, object, missing);
  const std::optional<std::vector<Oid>> types = argument_types(context, object, missing);
  if (!types) return std::nullopt;
  const WrittenName name = split_name(object.name);
  const Function* found = nullptr;
  for (const Function* candidate : context.catalog.find_functions(name.schema, name.name)) {
    if (candidate->input_types == *types && found == nullptr) found = candidate;
  }
  const std::string signature = call_signature(context.catalog, object.name.joined(), *types);
  if (found == nullptr) {
    if (missing == Missing::report && check_schema(context, object.name)) {
      const bool is_star = object.kind == ObjectKind::aggregate && types->empty();
      context.fail(object.span, msg::RoutineDoesNotExist(missing_word(object.kind),
                                                         is_star ? object.name.joined() + "(*)" : signature));
    }
    return std::nullopt;
  }
  if (!is_routine_of(*found, object.kind)) {
    context.fail(object.span, wrong_routine_kind(signature, object.kind));
    return std::nullopt;
  }
  return address_of(Kind::function, found->oid);
}

// --- operators, casts

std::optional<Address> find_operator_object(const DdlContext& context, const sql::ObjectName& object, Missing missing) {
  std::vector<Oid> operands;
  for (const sql::TypeName& argument : object.args) {
    const bool is_missing_operand = argument.name.parts.empty() || argument.name.parts.back().empty();
    operands.push_back(is_missing_operand ? kInvalidOid : find_type_by_name(context.catalog, argument));
  }
  while (operands.size() < 2) operands.insert(operands.begin(), kInvalidOid);
  const WrittenName name = split_name(object.name);
  for (const Operator* candidate : context.catalog.find_operators(name.schema, name.name)) {
    if (candidate->left == operands[0] && candidate->right == operands[1])
      return address_of(Kind::operator_, candidate->oid);
  }
  if (missing == Missing::report) {
    const std::string left =
        operands[0] == kInvalidOid ? std::string() : context.catalog.format_type(operands[0]) + " ";
    const std::string right =
        operands[1] == kInvalidOid ? std::string() : " " + context.catalog.format_type(operands[1]);
    context.fail(object.span, msg::OperatorSignatureDoesNotExist(left, object.name.joined(), right));
  }
  return std::nullopt;
}

std::optional<Address> find_cast_object(const DdlContext& context, const sql::ObjectName& object, Missing missing) {
  if (object.args.empty() || !object.type) return std::nullopt;
  const Oid source = find_type_by_name(context.catalog, object.args.front());
  const Oid target = find_type_by_name(context.catalog, *object.type);
  if (context.catalog.find_cast(source, target) != nullptr) return Address::cast_of(source, target);
  if (missing == Missing::skip) return std::nullopt;
  for (const sql::TypeName* name : {&object.args.front(), &*object.type}) {
    if (!resolve_type(context.catalog, *name, context.file, context.diagnostics)) return std::nullopt;
  }
  context.fail(object.span,
               msg::CastDoesNotExist(context.catalog.format_type(source), context.catalog.format_type(target)));
  return std::nullopt;
}

// --- operator classes and families, whose name begins with their access method

struct NameOfMethod {
  std::string method;
  sql::QualifiedName name;
};
std::optional<NameOfMethod> split_method(const DdlContext& context, const sql::ObjectName& object) {
  NameOfMethod result{object.name.parts.front(), object.name};
  result.name.parts.erase(result.name.parts.begin());
  if (result.name.parts.empty()) return std::nullopt;
  if (context.catalog.find_access_method(result.method) != nullptr) return result;
  if (!context.catalog.has_unknown_extension()) context.fail(object.span, msg::AccessMethodDoesNotExist(result.method));
  return std::nullopt;
}

void report_missing(const DdlContext& context, const sql::ObjectName& object, const NameOfMethod& name,
                    std::string_view word) {
  if (!check_schema(context, name.name) || context.catalog.has_unknown_extension()) return;
  context.fail(object.span, word == "class" ? msg::OperatorClassDoesNotExist(name.name.joined(), name.method)
                                            : msg::OperatorFamilyDoesNotExist(name.name.joined(), name.method));
}

std::optional<Address> find_operator_class_object(const DdlContext& context, const sql::ObjectName& object,
                                                  Missing missing) {
  const std::optional<NameOfMethod> name = split_method(context, object);
  if (!name) return std::nullopt;
  const WrittenName written = split_name(name->name);
  const OperatorClass* found = context.catalog.find_operator_class(written.schema, written.name, name->method);
  if (found != nullptr) return address_of(Kind::operator_class, found->oid);
  if (missing == Missing::report) report_missing(context, object, *name, "class");
  return std::nullopt;
}

std::optional<Address> find_operator_family_object(const DdlContext& context, const sql::ObjectName& object,
                                                   Missing missing) {
  const std::optional<NameOfMethod> name = split_method(context, object);
  if (!name) return std::nullopt;
  const WrittenName written = split_name(name->name);
  const OperatorFamily* found = context.catalog.find_operator_family(written.schema, written.name, name->method);
  if (found != nullptr) return address_of(Kind::operator_family, found->oid);
  if (missing == Missing::report) report_missing(context, object, *name, "family");
  return std::nullopt;
}

// --- objects by bare name

std::optional<Address> find_access_method_object(const DdlContext& context, const sql::ObjectName& object,
                                                 Missing missing) {
  const AccessMethod* found = context.catalog.find_access_method(object.name.last());
  if (found != nullptr) return address_of(Kind::access_method, found->oid);
  if (missing == Missing::report && !context.catalog.has_unknown_extension())
    context.fail(object.span, msg::AccessMethodDoesNotExist(object.name.last()));
  return std::nullopt;
}

std::optional<Address> find_schema_object(const DdlContext& context, const sql::ObjectName& object, Missing missing) {
  const std::string& name = object.name.last();
  if (context.data.find_schema(name) != nullptr) return Address::named(Kind::schema, name);
  if (missing == Missing::report) context.fail(object.span, msg::SchemaDoesNotExist(name, support::kNoHint));
  return std::nullopt;
}

std::optional<Address> find_extension_object(const DdlContext& context, const sql::ObjectName& object,
                                             Missing missing) {
  const std::string& name = object.name.last();
  if (context.data.has_extension(name)) return Address::named(Kind::extension, name);
  if (missing == Missing::report) context.fail(object.span, msg::ExtensionDoesNotExist(name));
  return std::nullopt;
}

std::optional<Address> find_collation_object(const DdlContext& context, const sql::ObjectName& object,
                                             Missing missing) {
  const WrittenName name = split_name(object.name);
  const std::vector<std::string>& path = context.catalog.search_path();
  for (const Collation& collation : context.data.names.collations) {
    const bool is_searched = name.schema.empty() ? std::find(path.begin(), path.end(), collation.schema) != path.end()
                                                 : collation.schema == name.schema;
    if (collation.name == name.name && is_searched)
      return Address{Kind::collation, kInvalidOid, 0, kInvalidOid, collation.name, collation.schema};
  }
  const bool is_builtin_collation = context.catalog.has_collation(name.schema, name.name);
  if (missing == Missing::report && !is_builtin_collation) {
    context.fail(object.span, msg::CollationDoesNotExist(display_name(object.name)));
  }
  return std::nullopt;
}

/// `schema.table.column`
std::optional<Address> find_column_object(const DdlContext& context, const sql::ObjectName& object, Missing missing) {
  sql::QualifiedName table = object.name;
  if (table.parts.size() < 2) {
    context.fail(object.span, msg::ColumnNameMustBeQualified());
    return std::nullopt;
  }
  const std::string column = table.parts.back();
  table.parts.pop_back();
  const Relation* relation =
      missing == Missing::report ? require_relation(context, table) : find_relation(context.catalog, table);
  if (relation == nullptr) return std::nullopt;
  const int number = relation->attribute_number(column);
  if (number > 0) return Address::column_of(relation->oid, number);
  if (missing == Missing::report && !relation->is_poisoned) {
    context.fail(object.span,
                 msg::ColumnOfRelationDoesNotExist(column, relation->name, suggest_column(*relation, column)));
  }
  return std::nullopt;
}

}  // namespace

std::optional<Address> find_altered_object(const DdlContext& context, const sql::ObjectName& object, Missing missing) {
  if (object.kind != ObjectKind::domain) return find_object(context, object, missing);
  sql::ObjectName type = object;
  type.kind = ObjectKind::type;
  const std::optional<Address> address = find_object(context, type, missing);
  if (!address || context.catalog.type(address->oid)->kind == TypeKind::domain) return address;
  context.fail(object.span, msg::NotADomain(context.catalog.format_type(address->oid)));
  return std::nullopt;
}

std::optional<Address> find_object(const DdlContext& context, const sql::ObjectName& object, Missing missing) {
  switch (object.kind) {
    case ObjectKind::type:
    case ObjectKind::domain: return find_type_object(context, object, missing);
    case ObjectKind::function:
    case ObjectKind::procedure:
    case ObjectKind::routine:
    case ObjectKind::aggregate: return find_routine(context, object, missing);
    case ObjectKind::operator_: return find_operator_object(context, object, missing);
    case ObjectKind::operator_class: return find_operator_class_object(context, object, missing);
    case ObjectKind::operator_family: return find_operator_family_object(context, object, missing);
    case ObjectKind::access_method: return find_access_method_object(context, object, missing);
    case ObjectKind::cast: return find_cast_object(context, object, missing);
    case ObjectKind::schema: return find_schema_object(context, object, missing);
    case ObjectKind::extension: return find_extension_object(context, object, missing);
    case ObjectKind::collation: return find_collation_object(context, object, missing);
    case ObjectKind::column: return find_column_object(context, object, missing);
    default: return std::nullopt;
  }
}

}  // namespace pgscribe::catalog
