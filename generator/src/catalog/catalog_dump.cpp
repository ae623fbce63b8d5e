#include "catalog/catalog_dump.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

#include "catalog/data.hpp"
#include "catalog/relation_word.hpp"
#include "support/joined.hpp"

namespace pgscribe::catalog {

namespace {

std::string_view relation_word(const Relation& relation) {
  if (relation.kind == RelationKind::composite) return "composite";
  return relation.kind == RelationKind::table && relation.is_partition ? "partition" : singular(relation.kind);
}

std::string_view type_word(TypeKind kind) {
  switch (kind) {
    case TypeKind::base: return "type";
    case TypeKind::composite: return "composite";
    case TypeKind::domain: return "domain";
    case TypeKind::enum_: return "enum";
    case TypeKind::pseudo: return "shell type";
    case TypeKind::range: return "range";
    case TypeKind::multirange: return "multirange";
  }
  return "type";
}

std::string_view function_word(const Function& function) {
  switch (function.kind) {
    case FunctionKind::function: return "function";
    case FunctionKind::procedure: return "procedure";
    case FunctionKind::window: return "window function";
    case FunctionKind::aggregate: break;
  }
  if (function.aggregate_kind == AggregateKind::ordered_set) return "ordered-set aggregate";
  return function.aggregate_kind == AggregateKind::hypothetical_set ? "hypothetical-set aggregate" : "aggregate";
}

class Dumper {
 public:
  explicit Dumper(const Catalog& catalog) : catalog_(catalog), data_(data_of(catalog)) {}

  std::string dump() {
    for (const Schema& schema : data_.names.schemas) {
      const bool is_initial =
          schema.name == "pg_catalog" || schema.name == "information_schema" || schema.name == "pg_toast";
      if (!is_initial && (schema.name != "public" || schema.comment != "standard public schema"))
        line("schema " + schema.name + commented(schema.comment));
    }
    for (const InstalledExtension& extension : data_.names.extensions) {
      if (extension.name != "plpgsql") line("extension " + extension.name + " in " + extension.schema);
    }
    for (const Collation& collation : data_.names.collations)
      line("collation " + collation.schema + "." + collation.name);
    std::map<Oid, std::string> objects;
    for (const auto& [oid, relation] : data_.relations) {
      if (relation->extension.empty()) objects[oid] = dump_relation(*relation);
    }
    for (const auto& [oid, type] : data_.types) {
      if (is_listed(*type)) objects[oid] = dump_type(*type);
    }
    for (const auto& [oid, function] : data_.functions) {
      if (function->extension.empty()) objects[oid] = dump_function(*function);
    }
    for (const auto& [oid, op] : data_.operators) {
      const bool is_shell = op->result == kInvalidOid;
      if (op->extension.empty() && !is_shell) objects[oid] = dump_operator(*op);
    }
    for (const auto& [oid, family] : data_.operator_families) {
      if (family->extension.empty())
        objects[oid] = "operator family " + family->schema + "." + family->name + " using " + family->method + "\n";
    }
    for (const auto& [oid, operator_class] : data_.operator_classes) {
      if (operator_class->extension.empty()) objects[oid] = dump_operator_class(*operator_class);
    }
    for (const auto& [oid, text] : objects) text_ += text;
    for (const auto& [key, cast] : *data_.names.casts) {
      if (cast.extension.empty()) dump_cast(cast);
    }
    return std::move(text_);
  }

 private:
  void line(const std::string& text) { text_ += text + "\n"; }
  static std::string commented(std::string comment) {
    std::replace(comment.begin(), comment.end(), '\n', ' ');
    return comment.empty() ? std::string() : " -- " + comment;
  }

  bool is_listed(const Type& type) const {
    return type.extension.empty() && !type.is_true_array && type.relation == kInvalidOid;
  }
  std::string type_name(Oid type, int modifier = -1) const {
    return type == kErrorType ? "(error)" : catalog_.format_type(type, modifier);
  }
  std::string relation_name(Oid oid) const {
    const Relation* relation = catalog_.relation(oid);
    return relation == nullptr ? "?" : relation->schema + "." + relation->name;
  }
  std::string columns(const Relation* relation, const std::vector<int>& numbers) const {
    std::vector<std::string> names;
    for (const int number : numbers) {
      names.push_back(
          relation == nullptr || number <= 0 ? "?" : relation->columns[static_cast<std::size_t>(number - 1)].name);
    }
    return "(" + support::joined(names, ", ") + ")";
  }

  std::string dump_column(const Column& column) const {
    std::string text = "  " + column.name + " " + type_name(column.type, column.type_modifier);
    if (column.not_null) text += " not null";
    if (column.never_null && !column.not_null) text += " never null";
    if (column.has_default) text += " default";
    if (column.identity != '\0') text += std::string(" identity=") + column.identity;
    if (column.is_generated) text += column.is_virtual ? " virtual" : " generated";
    if (!column.is_local) text += " inherited";
    return text + commented(column.comment) + "\n";
  }
  std::string dump_key(const Relation& relation, const UniqueKey& key) const {
    std::string text = key.is_primary ? "  primary key " : key.is_constraint ? "  unique " : "  unique index ";
    text += key.name + " " + columns(&relation, key.columns);
    if (key.has_expressions) text += " expressions=" + std::to_string(key.expressions.size());
    if (key.predicate) text += " partial";
    if (key.nulls_not_distinct) text += " nulls not distinct";
    if (key.without_overlaps) text += " without overlaps";
    if (key.deferrable) text += " deferrable";
    return text + "\n";
  }
  std::string dump_operator_class(const OperatorClass& operator_class) const {
    const OperatorFamily* family = catalog_.operator_family(operator_class.family);
    return "operator class " + operator_class.schema + "." + operator_class.name + " using " + operator_class.method +
           " for " + type_name(operator_class.input) + (operator_class.is_default ? " default" : "") + " family " +
           (family == nullptr ? "?" : family->schema + "." + family->name) + "\n";
  }
  std::string dump_relation(const Relation& relation) const {
    std::string text = std::string(relation_word(relation)) + " " + relation.schema + "." + relation.name;
    if (const IndexDefinition* index = relation.as_index()) return text + " on " + relation_name(index->table) + "\n";
    if (const SequenceOwner* owner = relation.as_sequence()) {
      const Relation* table = catalog_.relation(owner->table);
      if (table != nullptr) text += " owned by " + relation_name(owner->table) + columns(table, {owner->column});
      return text + "\n";
    }
    if (relation.of_type != kInvalidOid) text += " of " + type_name(relation.of_type);
    std::vector<std::string> parents;
    for (const Oid parent : relation.parents) parents.push_back(relation_name(parent));
    if (!parents.empty()) text += " from " + support::joined(parents, ", ");
    const ViewDefinition* view = relation.as_view();
    if (view != nullptr && view->base.relation != kInvalidOid && view->base.obstacle.empty()) text += " updatable";
    if (relation.is_poisoned) text += " poisoned";
    text += commented(relation.comment) + "\n";
    for (const Column& column : relation.columns) {
      if (!column.dropped) text += dump_column(column);
    }
    for (const UniqueKey& key : relation.unique_keys) text += dump_key(relation, key);
    for (const ForeignKey& key : relation.foreign_keys) {
      text += "  foreign key " + key.name + " " + columns(&relation, key.columns) + " references " +
              relation_name(key.referenced) + " " + columns(catalog_.relation(key.referenced), key.referenced_columns) +
              (key.has_period ? " period" : "") +
              (!key.enforced ? " not enforced"
               : key.valid   ? ""
                             : " not valid") +
              "\n";
    }
    for (const CheckConstraint& check : relation.checks)
      text += "  check " + check.name + (!check.enforced ? " not enforced" : check.valid ? "" : " not valid") + "\n";
    for (const NotNullConstraint& constraint : relation.not_nulls) {
      text += "  not null " + constraint.name + " " + columns(&relation, {constraint.column}) +
              (constraint.valid ? "" : " not valid") + (constraint.no_inherit ? " no inherit" : "") +
              (constraint.is_local ? "" : " inherited") +
              (constraint.inherited > 0 ? " from " + std::to_string(constraint.inherited) : "") + "\n";
    }
    for (const std::string& name : relation.other_constraints) text += "  exclude " + name + "\n";
    return text;
  }

  std::string dump_type(const Type& type) const {
    std::string text =
        std::string(type.is_defined ? type_word(type.kind) : "shell type") + " " + type.schema + "." + type.name;
    if (type.kind == TypeKind::enum_) text += ": " + support::joined(type.labels, ", ");
    if (type.kind == TypeKind::domain)
      text += " over " + type_name(type.base, type.base_modifier) +
              (type.has_not_null ? " not null"
               : type.not_null   ? " never null"
                                 : "");
    if (type.kind == TypeKind::range || type.kind == TypeKind::multirange) text += " of " + type_name(type.subtype);
    text += commented(type.comment) + "\n";
    for (const CheckRule& check : type.checks) text += "  check " + check.name + "\n";
    if (!type.not_null_name.empty()) text += "  not null " + type.not_null_name + "\n";
    return text;
  }

  static std::string_view mode_word(ArgumentMode mode) {
    switch (mode) {
      case ArgumentMode::in: return "";
      case ArgumentMode::out: return "out ";
      case ArgumentMode::inout: return "inout ";
      case ArgumentMode::variadic: return "variadic ";
      case ArgumentMode::table: return "table ";
    }
    return "";
  }
  std::string dump_function(const Function& function) const {
    std::vector<std::string> arguments;
    for (const FunctionArgument& argument : function.arguments) {
      arguments.push_back(std::string(mode_word(argument.mode)) + argument.name + (argument.name.empty() ? "" : " ") +
                          type_name(argument.type));
    }
    if (function.arguments.empty()) {
      for (const Oid type : function.input_types) arguments.push_back(type_name(type));
    }
    std::string text = std::string(function_word(function)) + " " + function.schema + "." + function.name + "(" +
                       support::joined(arguments, ", ") + ") returns " + (function.returns_set ? "setof " : "") +
                       type_name(function.result);
    if (function.direct_argument_count > 0) text += " direct=" + std::to_string(function.direct_argument_count);
    if (function.default_count > 0) text += " defaults=" + std::to_string(function.default_count);
    if (function.is_strict) text += " strict";
    return text + commented(function.comment) + "\n";
  }

  std::string dump_operator(const Operator& op) const {
    const std::string left = op.left == kInvalidOid ? std::string() : type_name(op.left) + ", ";
    return "operator " + op.schema + "." + op.name + "(" + left + type_name(op.right) + ") returns " +
           type_name(op.result) + " by " + op.function + "\n";
  }
  void dump_cast(const Cast& cast) {
    const std::string_view context = cast.context == CastContext::implicit     ? "implicit"
                                     : cast.context == CastContext::assignment ? "assignment"
                                                                               : "explicit";
    const Function* function = catalog_.function(cast.function);
    const std::string how = cast.method == CastMethod::binary   ? "binary"
                            : cast.method == CastMethod::in_out ? "inout"
                            : function == nullptr               ? "?"
                                                                : function->name;
    line("cast " + type_name(cast.source) + " as " + type_name(cast.target) + " " + std::string(context) + " by " +
         how);
  }

  const Catalog& catalog_;
  const Catalog::Data& data_;
  std::string text_;
};

}  // namespace

std::string dump(const Catalog& catalog) { return Dumper(catalog).dump(); }

}  // namespace pgscribe::catalog
