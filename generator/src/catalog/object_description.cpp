#include "catalog/object_description.hpp"

#include "catalog/data.hpp"
#include "catalog/dependencies.hpp"
#include "catalog/quote_identifier.hpp"

// objectaddress.c, getObjectDescription; regproc.c, format_procedure, format_operator.

namespace pgscribe::catalog {

namespace {

std::string_view relation_word(RelationKind kind) {
  switch (kind) {
    case RelationKind::table:
    case RelationKind::partitioned_table: return "table";
    case RelationKind::view: return "view";
    case RelationKind::materialized_view: return "materialized view";
    case RelationKind::foreign_table: return "foreign table";
    case RelationKind::sequence: return "sequence";
    case RelationKind::composite: return "composite type";
    case RelationKind::index: return "index";
  }
  return "relation";
}

std::string relation_name(const Catalog& catalog, const Relation& relation) {
  const Relation* visible = catalog.find_relation({}, relation.name);
  const bool is_visible = visible != nullptr && visible->oid == relation.oid;
  return quote_qualified(is_visible ? std::string_view() : std::string_view(relation.schema), relation.name);
}

std::string describe_relation(const Catalog& catalog, Oid oid) {
  const Relation& relation = *catalog.relation(oid);
  return std::string(relation_word(relation.kind)) + " " + relation_name(catalog, relation);
}

std::string describe_operator(const Catalog& catalog, Oid oid) {
  const Operator& op = *catalog.operator_(oid);
  bool is_visible = false;
  for (const Operator* candidate : catalog.find_operators({}, op.name))
    is_visible = is_visible || candidate->oid == oid;
  const std::string left = op.left == kInvalidOid ? "NONE" : catalog.format_type(op.left);
  return "operator " + (is_visible ? std::string() : quote_identifier(op.schema) + ".") + op.name + "(" + left + "," +
         catalog.format_type(op.right) + ")";
}

/// "name for access method m" of an operator class or family; `visible` is what the bare name means.
template <class T>
std::string name_of_method(const T& object, const T* visible) {
  const bool is_visible = visible != nullptr && visible->oid == object.oid;
  return quote_qualified(is_visible ? std::string_view() : std::string_view(object.schema), object.name) +
         " for access method " + object.method;
}

std::string describe_constraint(const Catalog& catalog, const Address& address) {
  if (catalog.relation(address.oid) != nullptr)
    return "constraint " + quote_identifier(address.name) + " on " + describe_relation(catalog, address.oid);
  return "constraint " + quote_identifier(address.name);
}

}  // namespace

std::string format_signature(const Catalog& catalog, const Function& function) {
  bool is_visible = false;
  for (const Function* candidate : catalog.find_functions({}, function.name))
    is_visible = is_visible || candidate->oid == function.oid;
  std::string types;
  for (const Oid type : function.input_types) types += (types.empty() ? "" : ",") + catalog.format_type(type);
  return quote_qualified(is_visible ? std::string_view() : std::string_view(function.schema), function.name) + "(" +
         types + ")";
}

std::string call_signature(const Catalog& catalog, const std::string& name, const std::vector<Oid>& types) {
  std::string list;
  for (const Oid type : types) list += (list.empty() ? "" : ", ") + catalog.format_type(type);
  return name + "(" + list + ")";
}

std::string describe(const Catalog& catalog, const Address& address) {
  switch (address.kind) {
    case Address::Kind::schema: return "schema " + quote_identifier(address.name);
    case Address::Kind::extension: return "extension " + quote_identifier(address.name);
    case Address::Kind::relation: return describe_relation(catalog, address.oid);
    case Address::Kind::column:
      return "column " +
             quote_identifier(
                 catalog.relation(address.oid)->columns[static_cast<std::size_t>(address.column - 1)].name) +
             " of " + describe_relation(catalog, address.oid);
    case Address::Kind::default_:
      return "default value for " + describe(catalog, Address::column_of(address.oid, address.column));
    case Address::Kind::constraint: return describe_constraint(catalog, address);
    case Address::Kind::trigger:
      return "trigger " + quote_identifier(address.name) + " on " + describe_relation(catalog, address.oid);
    case Address::Kind::rule:
      return "rule " + quote_identifier(address.name) + " on " + describe_relation(catalog, address.oid);
    case Address::Kind::policy:
      return "policy " + quote_identifier(address.name) + " on " + describe_relation(catalog, address.oid);
    case Address::Kind::type: return "type " + catalog.format_type(address.oid);
    case Address::Kind::function: return "function " + format_signature(catalog, *catalog.function(address.oid));
    case Address::Kind::operator_: return describe_operator(catalog, address.oid);
    case Address::Kind::operator_class: {
      const OperatorClass& found = *catalog.operator_class(address.oid);
      return "operator class " + name_of_method(found, catalog.find_operator_class({}, found.name, found.method));
    }
    case Address::Kind::operator_family: {
      const OperatorFamily& found = *catalog.operator_family(address.oid);
      return "operator family " + name_of_method(found, catalog.find_operator_family({}, found.name, found.method));
    }
    case Address::Kind::access_method:
      return "access method " + quote_identifier(data_of(catalog).access_methods.find(address.oid)->name);
    case Address::Kind::cast:
      return "cast from " + catalog.format_type(address.oid) + " to " + catalog.format_type(address.target);
    case Address::Kind::collation: return "collation " + quote_identifier(address.name);
  }
  return {};
}

}  // namespace pgscribe::catalog
