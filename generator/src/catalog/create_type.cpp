#include <algorithm>
#include <utility>

#include "catalog/ddl.hpp"
#include "catalog/messages.hpp"
#include "catalog/named_type.hpp"
#include "catalog/new_object.hpp"
#include "catalog/type_name.hpp"

// Enums and stand-alone composites: typecmds.c, pg_enum.c, DefineCompositeType.

namespace pgscribe::catalog {

namespace {

constexpr std::size_t kMaxLabelBytes = 63;

bool check_label(const DdlContext& context, const std::string& label, Span span) {
  return label.size() <= kMaxLabelBytes || context.fail(span, msg::InvalidEnumLabel(label));
}

}  // namespace

void apply(DdlContext& context, const sql::CreateEnum& statement) {
  const std::optional<CreationName> name = creation_name(context, statement.name);
  if (!name) return;
  Type type;
  type.schema = name->schema;
  type.name = name->name;
  type.kind = TypeKind::enum_;
  type.category = 'E';
  for (const sql::Name& label : statement.labels) {
    if (!check_label(context, label.text, label.span)) return;
    if (std::find(type.labels.begin(), type.labels.end(), label.text) != type.labels.end()) {
      context.fail(label.span, msg::DuplicateEnumLabel(label.text));
      return;
    }
    type.labels.push_back(label.text);
  }
  add_type(context, std::move(type), statement.name.span);
}

namespace {

std::vector<std::string>::iterator find_label(std::vector<std::string>& labels, const std::string& label) {
  return std::find(labels.begin(), labels.end(), label);
}

void rename_label(DdlContext& context, const sql::AlterEnum& statement, Type& type) {
  const auto old_label = find_label(type.labels, statement.old_label);
  if (old_label == type.labels.end()) {
    context.fail(statement.span, msg::NotAnExistingEnumLabel(statement.old_label));
  } else if (find_label(type.labels, statement.new_label) != type.labels.end()) {
    context.fail(statement.span, msg::EnumLabelAlreadyExists(statement.new_label));
  } else {
    *old_label = statement.new_label;
  }
}

void add_label(DdlContext& context, const sql::AlterEnum& statement, Type& type) {
  if (find_label(type.labels, statement.new_label) != type.labels.end()) {
    if (!statement.if_not_exists) context.fail(statement.span, msg::EnumLabelAlreadyExists(statement.new_label));
    return;
  }
  auto place = type.labels.end();
  if (!statement.neighbour.empty()) {
    place = find_label(type.labels, statement.neighbour);
    if (place == type.labels.end()) {
      context.fail(statement.span, msg::NotAnExistingEnumLabel(statement.neighbour));
      return;
    }
    if (statement.after) ++place;
  }
  type.labels.insert(place, statement.new_label);
}

}  // namespace

void apply(DdlContext& context, const sql::AlterEnum& statement) {
  const Type* type = require_type(context, statement.name);
  if (type == nullptr) return;
  if (type->kind != TypeKind::enum_) {
    context.fail(statement.name.span, msg::NotAnEnum(context.catalog.format_type(type->oid)));
    return;
  }
  if (!check_label(context, statement.new_label, statement.span)) return;
  Type& edited = context.data.types.edit(type->oid);
  if (statement.old_label.empty()) {
    add_label(context, statement, edited);
  } else {
    rename_label(context, statement, edited);
  }
}

namespace {

/// An attribute is a column without constraints.
bool resolve_attribute(DdlContext& context, const sql::ColumnDefinition& definition, Column& column) {
  if (definition.type.set_of) {
    return context.fail(definition.type.span, msg::ColumnCannotBeDeclaredSetof(definition.name.text));
  }
  column.name = definition.name.text;
  const std::optional<ResolvedType> resolved =
      resolve_type(context.catalog, definition.type, context.file, context.diagnostics);
  if (!resolved) {
    context.keep_despite_errors = true;
    column.type = kErrorType;
    return true;
  }
  column.type = resolved->type;
  column.type_modifier = resolved->type_modifier;
  column.dimensions = static_cast<int>(definition.type.array_bounds.size());
  return check_column_type(context.catalog, column.name, column.type, definition.type.span, context.file,
                           context.diagnostics);
}

}  // namespace

void apply(DdlContext& context, const sql::CreateComposite& statement) {
  const std::optional<CreationName> name = creation_name(context, statement.name);
  if (!name) return;
  // DefineCompositeType looks for the type first, so that the message speaks of a type.
  if (const Type* existing = context.catalog.find_type(name->schema, name->name);
      existing != nullptr && !existing->is_true_array) {
    context.fail(statement.name.span, msg::TypeAlreadyExists(name->name, support::kNoHint));
    return;
  }
  Relation relation(RelationKind::composite);
  relation.schema = name->schema;
  relation.name = name->name;
  for (const sql::ColumnDefinition& definition : statement.attributes) {
    Column column;
    bool is_fine = resolve_attribute(context, definition, column);
    if (is_fine && relation.find_column(column.name) != nullptr) {
      is_fine = context.fail(definition.name.span, msg::ColumnSpecifiedMoreThanOnce(column.name));
    }
    if (!is_fine) {
      context.keep_despite_errors = false;
      return;
    }
    relation.columns.push_back(std::move(column));
  }
  if (add_relation(context, std::move(relation), statement.name.span) == kInvalidOid)
    context.keep_despite_errors = false;
}

}  // namespace pgscribe::catalog
