#include "catalog/column_definition.hpp"

#include <iterator>
#include <utility>

#include "catalog/ddl_expression.hpp"
#include "catalog/messages.hpp"
#include "catalog/new_object.hpp"
#include "catalog/object_name.hpp"
#include "catalog/table_expression.hpp"
#include "catalog/type_name.hpp"

namespace pgscribe::catalog {

namespace {

struct SerialType {
  std::string_view name;
  Oid type;
};
constexpr SerialType kSerialTypes[] = {{"smallserial", oid::int2}, {"serial2", oid::int2},   {"serial", oid::int4},
                                       {"serial4", oid::int4},     {"bigserial", oid::int8}, {"serial8", oid::int8}};

const SerialType* serial_type(const sql::TypeName& type) {
  if (type.name.parts.size() != 1 || !type.modifiers.empty() || type.percent_type) return nullptr;
  for (const SerialType& serial : kSerialTypes) {
    if (serial.name == type.name.parts.front()) return &serial;
  }
  return nullptr;
}

bool resolve_column_type(DdlContext& context, const sql::ColumnDefinition& definition, ColumnDraft& draft) {
  const sql::TypeName& written = definition.type;
  if (const SerialType* serial = serial_type(written)) {
    if (!written.array_bounds.empty()) return context.fail(written.span, msg::ArrayOfSerialIsNotImplemented());
    draft.column.type = serial->type;
    draft.column.not_null = draft.column.has_default = draft.is_serial = draft.has_sequence = true;
    draft.column.default_type = oid::int8;  // nextval's
    draft.not_null = NotNullDraft{definition.name.text, {}, true, false, definition.name.span};
    return true;
  }
  if (written.set_of) return context.fail(written.span, msg::ColumnCannotBeDeclaredSetof(definition.name.text));
  const std::optional<ResolvedType> resolved =
      resolve_type(context.catalog, written, context.file, context.diagnostics);
  if (!resolved) {
    context.keep_despite_errors = true;
    draft.column.type = kErrorType;
    return true;
  }
  draft.column.type = resolved->type;
  draft.column.type_modifier = resolved->type_modifier;
  draft.column.dimensions = static_cast<int>(written.array_bounds.size());
  return check_column_type(context.catalog, definition.name.text, resolved->type, written.span, context.file,
                           context.diagnostics);
}

bool set_collation(const DdlContext& context, const sql::ColumnDefinition& definition, Column& column) {
  if (!definition.collation) return true;
  column.collation = split_name(*definition.collation).name;
  return check_collation(context, *definition.collation, definition.collation_span, column.type);
}

/// transformColumnDefinition's walk over the column's constraints.
class ConstraintWalk {
 public:
  ConstraintWalk(DdlContext& context, const std::string& column, const std::string& table, ColumnDraft& draft)
      : context_(context), column_(column), table_(table), draft_(draft), saw_nullable_(draft.is_serial) {}

  bool apply(const sql::Constraint& constraint) {
    switch (constraint.kind) {
      case sql::ConstraintKind::null: return set_nullable(false, constraint.span);
      case sql::ConstraintKind::not_null: return set_nullable(true, constraint.span) && set_not_null(constraint);
      case sql::ConstraintKind::default_: return set_default(constraint);
      case sql::ConstraintKind::identity: return set_identity(constraint);
      case sql::ConstraintKind::generated: return set_generated(constraint);
      case sql::ConstraintKind::deferrable:
      case sql::ConstraintKind::initially_deferred:
        if (!draft_.constraints.empty()) draft_.constraints.back().constraint.deferrable = true;
        return true;
      case sql::ConstraintKind::not_deferrable:
      case sql::ConstraintKind::initially_immediate: return true;
      case sql::ConstraintKind::enforced:
      case sql::ConstraintKind::not_enforced: return set_enforced(constraint);
      default:
        last_ = constraint.kind;
        saw_enforced_ = false;
        draft_.constraints.push_back({constraint, column_});
        return check_no_inherit(constraint);
    }
  }

 private:
  bool set_nullable(bool not_null, Span span) {
    if (saw_nullable_ && draft_.column.not_null != not_null) {
      return context_.fail(span, msg::ConflictingNullNotNullDeclarations(column_, table_));
    }
    saw_nullable_ = true;
    draft_.column.not_null = not_null;
    return true;
  }
  /// A primary key, serial and identity want one that children have, too.
  bool check_no_inherit(const sql::Constraint& constraint) {
    forbids_no_inherit_ = forbids_no_inherit_ || constraint.kind == sql::ConstraintKind::primary_key ||
                          constraint.kind == sql::ConstraintKind::identity;
    return !forbids_no_inherit_ || !draft_.not_null || !draft_.not_null->no_inherit ||
           context_.fail(constraint.span, msg::ConflictingNoInheritDeclarations(column_));
  }
  bool set_not_null(const sql::Constraint& constraint) {
    last_ = constraint.kind;
    NotNullDraft written{column_, constraint.name, true, constraint.no_inherit, constraint.span};
    const std::optional<NotNullDraft> prior = std::exchange(draft_.not_null, written);
    if (!check_no_inherit(constraint)) return false;
    if (!prior || draft_.is_serial) return true;
    if (prior->no_inherit != written.no_inherit)
      return context_.fail(constraint.span, msg::ConflictingNoInheritDeclarations(column_));
    if (!prior->name.empty() && !written.name.empty() && prior->name != written.name)
      return context_.fail(constraint.span, msg::ConflictingNotNullNamesOfColumn(prior->name, written.name));
    if (written.name.empty()) draft_.not_null->name = prior->name;
    return true;
  }
  /// transformConstraintAttrs
  bool set_enforced(const sql::Constraint& constraint) {
    const bool is_enforced = constraint.kind == sql::ConstraintKind::enforced;
    if (last_ != sql::ConstraintKind::check && last_ != sql::ConstraintKind::foreign_key) {
      return context_.fail(constraint.span,
                           is_enforced ? msg::MisplacedClause("ENFORCED") : msg::MisplacedClause("NOT ENFORCED"));
    }
    if (std::exchange(saw_enforced_, true)) return context_.fail(constraint.span, msg::MultipleEnforcedClauses());
    draft_.constraints.back().constraint.not_enforced = !is_enforced;
    return true;
  }
  bool set_default(const sql::Constraint& constraint) {
    if (saw_default_ || draft_.is_serial)
      return context_.fail(constraint.span, msg::MultipleDefaultValuesSpecified(column_, table_));
    saw_default_ = draft_.column.has_default = true;
    if (constraint.expr) {
      DefaultFacts facts = read_default(context_, *constraint.expr, {column_, draft_.column.type});
      draft_.column.default_uses = std::move(facts.uses);
      draft_.column.default_type = facts.type;
    }
    return check_single_source(constraint.span);
  }
  bool set_identity(const sql::Constraint& constraint) {
    if (draft_.column.identity != '\0')
      return context_.fail(constraint.span, msg::MultipleIdentitySpecifications(column_, table_));
    const Oid type = draft_.column.type;
    if (type != oid::int2 && type != oid::int4 && type != oid::int8 && type != kErrorType) {
      return context_.fail(constraint.span, msg::IdentityTypeMustBeInteger());
    }
    if (saw_nullable_ && !draft_.column.not_null) {
      return context_.fail(constraint.span, msg::ConflictingNullNotNullDeclarations(column_, table_));
    }
    draft_.column.identity = constraint.identity_always ? 'a' : 'd';
    draft_.column.not_null = saw_nullable_ = draft_.has_sequence = true;
    if (!draft_.not_null) draft_.not_null = NotNullDraft{column_, {}, true, false, constraint.span};
    return check_no_inherit(constraint) && check_single_source(constraint.span);
  }
  bool set_generated(const sql::Constraint& constraint) {
    if (draft_.column.is_generated)
      return context_.fail(constraint.span, msg::MultipleGenerationClausesSpecified(column_, table_));
    draft_.column.is_generated = true;
    draft_.column.is_virtual = constraint.is_virtual;
    draft_.column.generation = constraint.expr;
    return check_virtual_type(constraint.span) && check_single_source(constraint.span);
  }
  /// CheckAttributeType
  bool check_virtual_type(Span span) const {
    const Column& column = draft_.column;
    const Type* type = context_.catalog.type(column.type);
    if (!column.is_virtual || type == nullptr || column.type == kErrorType) return true;
    if (type->kind == TypeKind::domain) return context_.fail(span, msg::VirtualColumnCannotHaveDomain(column_));
    return is_builtin(column.type) || context_.fail(span, msg::VirtualColumnCannotHaveOwnType(column_));
  }
  bool check_single_source(Span span) const {
    const bool has_default = saw_default_ || draft_.is_serial;
    const bool has_identity = draft_.column.identity != '\0';
    if (has_default && has_identity) return context_.fail(span, msg::BothDefaultAndIdentitySpecified(column_, table_));
    if (has_default && draft_.column.is_generated)
      return context_.fail(span, msg::BothDefaultAndGenerationExpressionSpecified(column_, table_));
    if (has_identity && draft_.column.is_generated)
      return context_.fail(span, msg::BothIdentityAndGenerationExpressionSpecified(column_, table_));
    return true;
  }

  DdlContext& context_;
  const std::string& column_;
  const std::string& table_;
  ColumnDraft& draft_;
  bool saw_nullable_ = false;
  bool saw_default_ = false;
  bool forbids_no_inherit_ = draft_.is_serial;
  bool saw_enforced_ = false;
  sql::ConstraintKind last_ = sql::ConstraintKind::null;
};

}  // namespace

bool check_collation(const DdlContext& context, const sql::QualifiedName& name, Span span, Oid type) {
  if (!check_schema(context, name)) return false;
  const WrittenName written = split_name(name);
  if (!context.catalog.has_collation(written.schema, written.name))
    return context.fail(span, msg::CollationDoesNotExist(display_name(name)));
  const Type* known = context.catalog.type(type);
  return known == nullptr || type == kErrorType || known->is_collatable ||
         context.fail(span, msg::CollationsAreNotSupportedByType(context.catalog.format_type(type)));
}

bool draft_column(DdlContext& context, const sql::ColumnDefinition& definition, const std::string& table,
                  ColumnDraft& draft) {
  draft.column.name = definition.name.text;
  draft.span = definition.name.span;
  return check_not_system_column(context, definition.name.text, definition.name.span) &&
         resolve_column_type(context, definition, draft) && set_collation(context, definition, draft.column) &&
         draft_column_constraints(context, definition, table, draft);
}

bool draft_column_constraints(DdlContext& context, const sql::ColumnDefinition& definition, const std::string& table,
                              ColumnDraft& draft) {
  ConstraintWalk walk(context, definition.name.text, table, draft);
  for (const sql::Constraint& constraint : definition.constraints) {
    if (!walk.apply(constraint)) return false;
  }
  return true;
}

void add_column_sequence(DdlContext& context, Oid table, int column, bool is_identity) {
  const Relation& relation = *context.catalog.relation(table);
  const std::string name =
      choose_relation_name(context.catalog, relation.schema, relation.name,
                           relation.columns[static_cast<std::size_t>(column - 1)].name, "seq", false);
  add_sequence(context, relation.schema, name, {table, column, is_identity}, {});
}

bool check_not_system_column(const DdlContext& context, const std::string& name, Span span) {
  return find_system_column(name) == nullptr || context.fail(span, msg::ColumnNameConflictsWithSystemColumnName(name));
}

}  // namespace pgscribe::catalog
