#include "catalog/ddl.hpp"
#include "catalog/named_object.hpp"
#include "catalog/table_part.hpp"

// COMMENT ON (comment.c, CommentObject).

namespace pgscribe::catalog {

namespace {

void set_comment(DdlContext& context, const Address& address, const std::string& text) {
  if (address.kind == Address::Kind::schema) {
    context.data.find_schema(address.name)->comment = text;
    return;
  }
  if (address.oid == kInvalidOid || is_builtin(address.oid)) return;
  switch (address.kind) {
    case Address::Kind::relation: context.data.relations.edit(address.oid).comment = text; break;
    case Address::Kind::column:
      context.data.relations.edit(address.oid).columns[static_cast<std::size_t>(address.column - 1)].comment = text;
      break;
    case Address::Kind::type: context.data.types.edit(address.oid).comment = text; break;
    case Address::Kind::function: context.data.functions.edit(address.oid).comment = text; break;
    default: break;
  }
}

void check_part(DdlContext& context, const sql::ObjectName& part) {
  const Relation* table = require_relation(context, table_of(part));
  if (table != nullptr) static_cast<void>(check_part_exists(context, *table, part.kind, part.name.last(), part.span));
}

}  // namespace

void apply(DdlContext& context, const sql::Comment& statement) {
  const sql::ObjectName& object = statement.object;
  if (is_part_of_table(object.kind)) return check_part(context, object);
  std::optional<Address> address;
  if (is_relation_kind(object.kind)) {
    const Relation* relation = find_relation_of_kind(context, object.name, object.kind, Missing::report, false);
    if (relation != nullptr) address = Address::of(Address::Kind::relation, relation->oid);
  } else {
    address = find_object(context, object, Missing::report);
  }
  if (address) set_comment(context, *address, statement.text.value_or(std::string()));
}

}  // namespace pgscribe::catalog
