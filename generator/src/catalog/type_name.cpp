#include "catalog/type_name.hpp"

#include <span>
#include <variant>
#include <vector>

#include "catalog/data.hpp"
#include "catalog/messages.hpp"
#include "catalog/type_modifier.hpp"
#include "support/joined.hpp"
#include "support/messages.hpp"
#include "support/nearest_name.hpp"

namespace pgscribe::catalog {

namespace {

/// A dotted name's schema and last part; "database.schema.name" is taken for what it says, as the database is not
/// known.
struct SchemaAndName {
  std::string_view schema;
  std::string_view name;
};
SchemaAndName split(const std::vector<std::string>& parts, std::size_t count) {
  return {count >= 2 ? std::string_view(parts[count - 2]) : std::string_view(), parts[count - 1]};
}

/// Resolves one name, reporting as it goes.
class TypeNameResolver {
 public:
  TypeNameResolver(const Catalog& catalog, const sql::TypeName& name, const support::SourceFile& file,
                   support::Diagnostics& diagnostics)
      : catalog_(catalog), name_(name), file_(file), diagnostics_(diagnostics) {}

  std::optional<ResolvedType> resolve() const {
    if (name_.percent_type) return resolve_column_type();
    const auto& parts = name_.name.parts;
    if (parts.size() > 3) {
      return fail(msg::TooManyDottedNames(support::joined(parts, ".")));
    }
    const auto [schema, bare] = split(parts, parts.size());
    if (!schema.empty() && !catalog_.has_schema(schema)) return fail(msg::SchemaDoesNotExist(schema, support::kNoHint));
    const Oid oid = find_type_by_name(catalog_, name_);
    if (oid == kInvalidOid) return fail(msg::TypeDoesNotExist(written_type_name(name_), suggest_type(catalog_, name_)));
    const Type& type = *catalog_.type(oid);
    if (!type.is_defined) return fail(msg::TypeIsOnlyShell(written_type_name(name_)));
    return with_modifiers(type);
  }

 private:
  std::nullopt_t fail(support::Message message) const {
    diagnostics_.add(file_, name_.span, std::move(message));
    return std::nullopt;
  }

  /// `[schema.]relation.column%TYPE`
  std::optional<ResolvedType> resolve_column_type() const {
    const auto& parts = name_.name.parts;
    if (parts.size() < 2) return fail(msg::TooFewDottedNamesOfPercentType(support::joined(parts, ".")));
    if (parts.size() > 4) return fail(msg::TooManyDottedNamesOfPercentType(support::joined(parts, ".")));
    const std::size_t relation_parts = parts.size() - 1;
    const auto [schema, bare] = split(parts, relation_parts);
    if (!schema.empty() && !catalog_.has_schema(schema)) return fail(msg::SchemaDoesNotExist(schema, support::kNoHint));
    const Relation* relation = catalog_.find_relation(schema, bare);
    if (relation == nullptr)
      return fail(
          msg::RelationDoesNotExist(support::joined(std::span(parts).first(relation_parts), "."), support::kNoHint));
    const Column* column = relation->find_column(parts.back());
    if (column == nullptr) return fail(msg::ColumnOfRelationDoesNotExist(parts.back(), bare, support::kNoHint));
    return ResolvedType{column->type, column->type_modifier};
  }

  std::optional<ResolvedType> with_modifiers(const Type& type) const {
    if (name_.modifiers.empty()) return ResolvedType{type.oid, -1};
    if (!type.has_typmod_in) {
      return fail(msg::TypeModifierIsNotAllowedForType(written_type_name(name_)));
    }
    std::vector<std::string> arguments;
    for (const sql::ExprRef& modifier : name_.modifiers) {
      const std::optional<std::string> text = modifier ? constant_text(*modifier) : std::nullopt;
      if (!text) return fail(msg::TypeModifiersMustBeSimpleConstantsOrIdentifiers());
      arguments.push_back(*text);
    }
    TypeModifier encoded = encode_type_modifier(type, arguments, catalog_.server_version());
    if (encoded.error) return fail(*encoded.error);
    return ResolvedType{type.oid, encoded.value};
  }

  static std::optional<std::string> constant_text(const sql::Expr& expr) {
    if (const auto* integer = std::get_if<sql::IntegerLiteral>(&expr.node)) return std::to_string(integer->value);
    if (const auto* number = std::get_if<sql::FloatLiteral>(&expr.node)) return number->text;
    if (const auto* text = std::get_if<sql::StringLiteral>(&expr.node)) return text->text;
    const auto* name = std::get_if<sql::ColumnRef>(&expr.node);
    if (name != nullptr && !name->star && name->fields.size() == 1) return name->fields.front().text;
    return negated_text(expr);
  }
  /// PostgreSQL's grammar folds the sign into the constant (doNegate): numeric(3, -2).
  static std::optional<std::string> negated_text(const sql::Expr& expr) {
    const auto* call = std::get_if<sql::OperatorCall>(&expr.node);
    if (call == nullptr || call->left || !call->right || call->op.last() != "-") return std::nullopt;
    const auto* integer = std::get_if<sql::IntegerLiteral>(&call->right->node);
    return integer == nullptr ? std::nullopt : std::optional<std::string>("-" + std::to_string(integer->value));
  }

  const Catalog& catalog_;
  const sql::TypeName& name_;
  const support::SourceFile& file_;
  support::Diagnostics& diagnostics_;
};

}  // namespace

std::optional<ResolvedType> resolve_type(const Catalog& catalog, const sql::TypeName& name,
                                         const support::SourceFile& file, support::Diagnostics& diagnostics) {
  return TypeNameResolver(catalog, name, file, diagnostics).resolve();
}

Oid find_type_by_name(const Catalog& catalog, const sql::TypeName& name) {
  const auto& parts = name.name.parts;
  if (parts.empty()) return kInvalidOid;
  if (name.percent_type) {
    if (parts.size() < 2) return kInvalidOid;
    const auto [schema, bare] = split(parts, parts.size() - 1);
    const Relation* relation = catalog.find_relation(schema, bare);
    const Column* column = relation == nullptr ? nullptr : relation->find_column(parts.back());
    return column == nullptr ? kInvalidOid : column->type;
  }
  const auto [schema, bare] = split(parts, parts.size());
  const Type* type = catalog.find_type(schema, bare);
  if (type == nullptr) return kInvalidOid;
  return name.array_bounds.empty() ? type->oid : type->array;
}

namespace {

/// What other systems and languages call a type.
struct ForeignName {
  std::string_view name;
  std::string_view ours;
};
constexpr ForeignName kForeignNames[] = {
    {"string", "text"},     {"datetime", "timestamp"}, {"blob", "bytea"},        {"binary", "bytea"},
    {"varbinary", "bytea"}, {"clob", "text"},          {"longtext", "text"},     {"mediumtext", "text"},
    {"tinytext", "text"},   {"tinyint", "smallint"},   {"mediumint", "integer"}, {"int64", "bigint"},
    {"int32", "integer"},   {"int16", "smallint"},     {"long", "bigint"},       {"double", "double precision"},
    {"number", "numeric"},  {"guid", "uuid"},          {"nvarchar", "varchar"},  {"varchar2", "varchar"},
    {"uint", "bigint"},     {"unsigned", "bigint"},
};

}  // namespace

std::string suggest_type(const Catalog& catalog, const sql::TypeName& name) {
  const std::string_view bare = name.name.last();
  for (const ForeignName& foreign : kForeignNames) {
    if (foreign.name == bare) return msg::DidYouMeanType(foreign.ours);
  }
  std::vector<std::string> candidates{"integer", "bigint", "smallint", "boolean", "character", "decimal", "real"};
  for (const Type& type : data_of(catalog).builtins().types.all()) {
    const bool is_usable = type.kind != TypeKind::composite && type.kind != TypeKind::pseudo && !type.is_true_array;
    if (is_usable && type.schema == "pg_catalog") candidates.push_back(type.name);
  }
  for (const auto& [oid, type] : data_of(catalog).types) {
    if (!type->is_true_array) candidates.push_back(type->name);
  }
  const std::string nearest = support::nearest_name(bare, candidates);
  if (nearest.empty()) return {};
  // One that the search path does not reach is named with its schema.
  const std::vector<Oid>& user = data_of(catalog).types.named(nearest);
  const bool is_hidden = !user.empty() && catalog.find_type({}, nearest) == nullptr;
  return msg::DidYouMean(is_hidden ? catalog.format_type(user.front()) : nearest);
}

std::string written_type_name(const sql::TypeName& name) {
  std::string text = support::joined(name.name.parts, ".");
  if (name.percent_type) text += "%TYPE";
  if (!name.array_bounds.empty()) text += "[]";
  return text;
}

namespace {

class ColumnTypeCheck {
 public:
  ColumnTypeCheck(const Catalog& catalog, std::string_view column, support::Span span, const support::SourceFile& file,
                  support::Diagnostics& diagnostics, Oid owner)
      : catalog_(catalog), column_(column), span_(span), file_(file), diagnostics_(diagnostics), containing_{owner} {}

  bool check(Oid oid) {
    const Type* type = catalog_.type(oid);
    if (type == nullptr || oid == kErrorType) return true;
    if (type->kind == TypeKind::pseudo) {
      return fail(msg::ColumnHasPseudoType(column_, catalog_.format_type(oid)));
    }
    if (type->kind == TypeKind::domain) return check(type->base);
    if (type->kind == TypeKind::range) return check(type->subtype);
    if (type->is_true_array) return check(type->element);
    return type->kind != TypeKind::composite || check_composite(oid);
  }

 private:
  bool fail(support::Message message) {
    diagnostics_.add(file_, span_, std::move(message));
    return false;
  }
  bool check_composite(Oid oid) {
    for (const Oid containing : containing_) {
      if (containing == oid) return fail(msg::CompositeTypeCannotBeMadeMemberOfItself(catalog_.format_type(oid)));
    }
    containing_.push_back(oid);
    bool is_fine = true;
    for (const CompositeAttribute& attribute : catalog_.attributes(oid)) is_fine = is_fine && check(attribute.type);
    containing_.pop_back();
    return is_fine;
  }

  const Catalog& catalog_;
  std::string_view column_;
  support::Span span_;
  const support::SourceFile& file_;
  support::Diagnostics& diagnostics_;
  std::vector<Oid> containing_;
};

}  // namespace

bool check_column_type(const Catalog& catalog, std::string_view column, Oid type, support::Span span,
                       const support::SourceFile& file, support::Diagnostics& diagnostics, Oid owner) {
  return ColumnTypeCheck(catalog, column, span, file, diagnostics, owner).check(type);
}

}  // namespace pgscribe::catalog
