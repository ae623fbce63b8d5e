#include <algorithm>
#include <utility>

#include "catalog/ddl.hpp"
#include "catalog/family_item.hpp"
#include "catalog/messages.hpp"
#include "catalog/type_name.hpp"

// opclasscmds.c: DefineOpClass, DefineOpFamily, AlterOpFamily; amcmds.c, CreateAccessMethod.

namespace pgscribe::catalog {

namespace {

bool require_method(const DdlContext& context, const sql::Name& method) {
  return context.catalog.find_access_method(method.text) != nullptr || context.catalog.has_unknown_extension() ||
         context.fail(method.span, msg::AccessMethodDoesNotExist(method.text));
}

const OperatorFamily* require_family(const DdlContext& context, const sql::QualifiedName& name,
                                     std::string_view method) {
  if (!check_schema(context, name)) return nullptr;
  const WrittenName written = split_name(name);
  const OperatorFamily* family = context.catalog.find_operator_family(written.schema, written.name, method);
  if (family == nullptr) {
    context.fail(name.span, msg::OperatorFamilyDoesNotExist(name.joined(), method));
  }
  return family;
}

Oid add_family(DdlContext& context, const CreationName& name, const std::string& method) {
  OperatorFamily family{context.data.allocate_oid(), name.schema, name.name, method, {}};
  const Oid oid = family.oid;
  context.data.operator_families.insert(std::move(family));
  return oid;
}

/// Where none is named: the one of the class's name, made when it is not there.
Oid family_of_class(DdlContext& context, const sql::CreateOperatorClass& statement, const CreationName& name) {
  if (statement.family) {
    const OperatorFamily* family = require_family(context, *statement.family, statement.method.text);
    return family == nullptr ? kInvalidOid : family->oid;
  }
  const OperatorFamily* family = context.catalog.find_operator_family(name.schema, name.name, statement.method.text);
  return family != nullptr ? family->oid : add_family(context, name, statement.method.text);
}

bool check_default(const DdlContext& context, const sql::CreateOperatorClass& statement, Oid input) {
  const OperatorClass* other = context.catalog.default_operator_class(input, statement.method.text);
  if (!statement.is_default || other == nullptr || other->input != input) return true;
  return context.fail(statement.name.span, msg::AnotherOperatorClassIsDefault(
                                               statement.name.last(), written_type_name(statement.type), other->name));
}

void insert_members(DdlContext& context, std::vector<FamilyMember> members, Oid family, Oid operator_class) {
  for (FamilyMember& member : members) {
    member.oid = context.data.allocate_oid();
    member.family = family;
    member.operator_class = operator_class;
    context.data.family_members.insert(std::move(member));
  }
}

}  // namespace

void apply(DdlContext& context, const sql::CreateOperatorClass& statement) {
  const std::optional<CreationName> name = creation_name(context, statement.name);
  if (!name || !require_method(context, statement.method)) return;
  const std::string& method = statement.method.text;
  const std::optional<ResolvedType> input =
      resolve_type(context.catalog, statement.type, context.file, context.diagnostics);
  if (!input) return;
  const Oid family = family_of_class(context, statement, *name);
  if (family == kInvalidOid) return;
  std::vector<FamilyMember> members;
  if (!read_items(context, statement.items, method, input->type, members)) return;
  if (context.catalog.find_operator_class(name->schema, name->name, method) != nullptr) {
    context.fail(statement.name.span, msg::OperatorClassAlreadyExists(name->name, method));
    return;
  }
  if (!check_default(context, statement, input->type)) return;
  OperatorClass added{
      context.data.allocate_oid(), name->schema, name->name, method, family, input->type, statement.is_default, {}};
  const Oid oid = added.oid;
  context.data.operator_classes.insert(std::move(added));
  insert_members(context, std::move(members), family, oid);
}

void apply(DdlContext& context, const sql::CreateOperatorFamily& statement) {
  const std::optional<CreationName> name = creation_name(context, statement.name);
  if (!name || !require_method(context, statement.method)) return;
  const std::string& method = statement.method.text;
  if (context.catalog.find_operator_family(name->schema, name->name, method) != nullptr) {
    context.fail(statement.name.span, msg::OperatorFamilyAlreadyExists(name->name, method));
    return;
  }
  add_family(context, *name, method);
}

namespace {

const FamilyMember* find_member(const Catalog& catalog, Oid family, const FamilyMember& like) {
  for (const auto& [oid, member] : data_of(catalog).family_members) {
    if (member->family == family && member->is_operator == like.is_operator && member->number == like.number &&
        member->left == like.left && member->right == like.right)
      return member.get();
  }
  return nullptr;
}

bool add_to_family(DdlContext& context, const sql::AlterOperatorFamily& statement, const OperatorFamily& family) {
  std::vector<FamilyMember> members;
  if (!read_items(context, statement.items, family.method, kInvalidOid, members)) return false;
  for (const FamilyMember& member : members) {
    if (find_member(context.catalog, family.oid, member) != nullptr) {
      return context.fail(statement.name.span, msg::FamilyMemberAlreadyExists(describe_member(context.catalog, member),
                                                                              statement.name.joined()));
    }
  }
  insert_members(context, std::move(members), family.oid, kInvalidOid);
  return true;
}

bool drop_from_family(DdlContext& context, const sql::AlterOperatorFamily& statement, const OperatorFamily& family) {
  for (const sql::OperatorClassItem& item : statement.items) {
    const std::optional<FamilyMember> wanted = read_dropped_item(context, item, family.method);
    if (!wanted) return false;
    const FamilyMember* found = find_member(context.catalog, family.oid, *wanted);
    // What built-in families and known extensions have is not kept one by one.
    const bool is_kept = !is_builtin(family.oid) && family.extension.empty();
    if (found == nullptr && is_kept) {
      return context.fail(item.number_span, msg::FamilyMemberDoesNotExist(describe_member(context.catalog, *wanted),
                                                                          statement.name.joined()));
    }
    if (found != nullptr) context.data.family_members.erase(found->oid);
  }
  return true;
}

}  // namespace

void apply(DdlContext& context, const sql::AlterOperatorFamily& statement) {
  if (!require_method(context, statement.method)) return;
  const OperatorFamily* family = require_family(context, statement.name, statement.method.text);
  if (family == nullptr) return;
  if (statement.is_drop) {
    drop_from_family(context, statement, *family);
  } else {
    add_to_family(context, statement, *family);
  }
}

void apply(DdlContext& context, const sql::CreateAccessMethod& statement) {
  if (context.catalog.find_access_method(statement.name.text) != nullptr) {
    context.fail(statement.name.span, msg::AccessMethodAlreadyExists(statement.name.text));
    return;
  }
  // What its handler can do is not written anywhere.
  context.data.access_methods.insert(
      {context.data.allocate_oid(), statement.name.text, true, true, true, true, true, true, {}});
}

}  // namespace pgscribe::catalog
