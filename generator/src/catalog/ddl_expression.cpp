#include "catalog/ddl_expression.hpp"

#include <algorithm>
#include <functional>

#include "catalog/expr_children.hpp"
#include "catalog/messages.hpp"

namespace pgscribe::catalog {

namespace {

void for_each_column(const sql::Expr& expr, const std::function<void(const sql::ColumnRef&, Span)>& found) {
  if (const auto* column = std::get_if<sql::ColumnRef>(&expr.node)) {
    found(*column, expr.span);
    return;
  }
  const auto visit = [&](const sql::ExprRef& child) {
    if (child) for_each_column(*child, found);
  };
  std::visit([&](const auto& node) { for_each_child_slot(node, visit); }, expr.node);
}

}  // namespace

std::vector<std::string> columns_read(const sql::Expr& expr) {
  std::vector<std::string> names;
  for_each_column(expr, [&](const sql::ColumnRef& column, Span) {
    if (column.star || column.fields.empty()) return;
    const std::string& name = column.fields.back().text;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  });
  return names;
}

std::optional<Span> first_column(const sql::Expr& expr) {
  std::optional<Span> first;
  for_each_column(expr, [&](const sql::ColumnRef&, Span span) {
    if (!first) first = span;
  });
  return first;
}

std::vector<int> column_numbers_read(const Relation& relation, const sql::Expr& expr) {
  std::vector<int> numbers;
  for (const std::string& name : columns_read(expr)) {
    if (const int number = relation.attribute_number(name); number != 0) numbers.push_back(number);
  }
  return numbers;
}

bool reads_system_column(const Relation& relation, const sql::Expr& expr) {
  const std::vector<std::string> names = columns_read(expr);
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return relation.find_column(name) == nullptr && find_system_column(name) != nullptr;
  });
}

namespace {

bool takes(const Function& function, std::size_t count) {
  return count <= function.input_types.size() + (function.variadic == kInvalidOid ? 0 : count) &&
         count + static_cast<std::size_t>(function.default_count) >= function.input_types.size();
}

void add_functions_called(const Catalog& catalog, const sql::Expr& expr, std::vector<Oid>& called) {
  if (const auto* call = std::get_if<sql::FunctionCall>(&expr.node)) {
    if (const auto function = called_function(catalog, *call)) called.push_back(*function);
  }
  const auto visit = [&](const sql::ExprRef& child) {
    if (child) add_functions_called(catalog, *child, called);
  };
  std::visit([&](const auto& node) { for_each_child_slot(node, visit); }, expr.node);
}

}  // namespace

std::optional<Oid> called_function(const Catalog& catalog, const sql::FunctionCall& call) {
  const WrittenName name = split_name(call.name);
  std::vector<const Function*> candidates = catalog.find_functions(name.schema, name.name);
  std::erase_if(candidates, [&](const Function* function) { return !takes(*function, call.args.size()); });
  if (candidates.size() != 1 || is_builtin(candidates.front()->oid)) return std::nullopt;
  return candidates.front()->oid;
}

std::vector<Oid> functions_called(const Catalog& catalog, const sql::Expr& expr) {
  std::vector<Oid> called;
  add_functions_called(catalog, expr, called);
  return called;
}

bool check_columns_exist(const DdlContext& context, const Relation& relation, const sql::Expr& expr) {
  bool is_fine = true;
  for_each_column(expr, [&](const sql::ColumnRef& column, Span span) {
    if (!is_fine || relation.is_poisoned || column.star || column.fields.size() != 1) return;
    const std::string& name = column.fields.front().text;
    if (relation.find_column(name) != nullptr || find_system_column(name) != nullptr || name == relation.name) return;
    is_fine = context.fail(span, msg::ColumnDoesNotExist(name, suggest_column(relation, name)));
  });
  return is_fine;
}

std::vector<std::string> columns_proved_not_null(const sql::Expr& expr) {
  std::vector<std::string> names;
  if (const auto* test = std::get_if<sql::NullTest>(&expr.node); test != nullptr && test->negated) {
    const auto* column = std::get_if<sql::ColumnRef>(&test->arg->node);
    if (column != nullptr && !column->star && !column->fields.empty()) names.push_back(column->fields.back().text);
  }
  const auto* call = std::get_if<sql::BooleanCall>(&expr.node);
  if (call == nullptr || call->op != sql::BooleanOperator::and_) return names;
  for (const sql::ExprRef& arg : call->args) {
    for (std::string& name : columns_proved_not_null(*arg)) names.push_back(std::move(name));
  }
  return names;
}

bool check_reads_no_generated(const DdlContext& context, const Relation& relation, const sql::Expr& expr) {
  for (const std::string& name : columns_read(expr)) {
    const Column* column = relation.find_column(name);
    if (column != nullptr && column->is_generated)
      return context.fail(expr.span, msg::GeneratedColumnInGenerationExpression(name));
  }
  return true;
}

bool has_virtual_column(const Relation& relation, const std::vector<int>& columns) {
  return std::any_of(columns.begin(), columns.end(), [&](int number) {
    return number > 0 && relation.columns[static_cast<std::size_t>(number - 1)].is_virtual;
  });
}

void update_never_null(const Catalog& catalog, Relation& relation) {
  for (Column& column : relation.columns) column.never_null = is_not_null_domain(catalog, column.type);
  for (const CheckConstraint& check : relation.checks) {
    if (!check.valid || !check.expr) continue;
    for (const std::string& name : columns_proved_not_null(*check.expr)) {
      const int number = relation.attribute_number(name);
      if (number > 0) relation.columns[static_cast<std::size_t>(number - 1)].never_null = true;
    }
  }
}

bool is_not_null_domain(const Catalog& catalog, Oid oid) {
  for (const Type* type = catalog.type(oid); type != nullptr && type->kind == TypeKind::domain;
       type = catalog.type(type->base)) {
    if (type->not_null) return true;
  }
  return false;
}

sql::ExprRef rename_column(const sql::ExprRef& expr, const std::string& from, const std::string& to) {
  if (!expr) return expr;
  sql::Expr renamed = *expr;
  if (auto* column = std::get_if<sql::ColumnRef>(&renamed.node)) {
    if (column->star || column->fields.empty() || column->fields.back().text != from) return expr;
    column->fields.back().text = to;
    return std::make_shared<const sql::Expr>(std::move(renamed));
  }
  bool is_changed = false;
  const auto rename_slot = [&](sql::ExprRef& child) {
    sql::ExprRef other = rename_column(child, from, to);
    is_changed = is_changed || other != child;
    child = std::move(other);
  };
  std::visit([&](auto& node) { for_each_child_slot(node, rename_slot); }, renamed.node);
  return is_changed ? std::make_shared<const sql::Expr>(std::move(renamed)) : expr;
}

namespace {

std::string index_column_name(const sql::Expr& expr) {
  if (const auto* column = std::get_if<sql::ColumnRef>(&expr.node); column != nullptr && !column->fields.empty())
    return column->fields.back().text;
  if (const auto* call = std::get_if<sql::FunctionCall>(&expr.node)) return call->name.last();
  if (std::holds_alternative<sql::Coalesce>(expr.node)) return "coalesce";
  if (const auto* minmax = std::get_if<sql::MinMax>(&expr.node)) return minmax->greatest ? "greatest" : "least";
  if (std::holds_alternative<sql::NullIf>(expr.node)) return "nullif";
  if (std::holds_alternative<sql::ArrayConstructor>(expr.node)) return "array";
  if (std::holds_alternative<sql::RowConstructor>(expr.node)) return "row";
  if (const auto* cast = std::get_if<sql::Cast>(&expr.node)) {
    const std::string inner = cast->arg ? index_column_name(*cast->arg) : std::string("expr");
    return inner == "expr" && !cast->type.name.parts.empty() ? cast->type.name.last() : inner;
  }
  if (const auto* collate = std::get_if<sql::Collate>(&expr.node); collate != nullptr && collate->arg)
    return index_column_name(*collate->arg);
  if (const auto* indirection = std::get_if<sql::Indirection>(&expr.node)) {
    for (auto step = indirection->steps.rbegin(); step != indirection->steps.rend(); ++step) {
      if (const auto* field = std::get_if<sql::FieldStep>(&*step)) return field->name.text;
    }
    return indirection->arg ? index_column_name(*indirection->arg) : std::string("expr");
  }
  const auto* case_expr = std::get_if<sql::Case>(&expr.node);
  if (case_expr == nullptr) return "expr";
  const std::string otherwise = case_expr->otherwise ? index_column_name(*case_expr->otherwise) : std::string("expr");
  return otherwise == "expr" ? "case" : otherwise;
}

}  // namespace

std::vector<std::string> index_column_names(const std::vector<sql::IndexElement>& elements) {
  std::vector<std::string> names;
  for (const sql::IndexElement& element : elements) {
    const std::string wanted = element.column ? element.column->text
                               : element.expr ? index_column_name(*element.expr)
                                              : std::string("expr");
    std::string name = wanted;
    for (int pass = 1; std::find(names.begin(), names.end(), name) != names.end(); ++pass)
      name = wanted + std::to_string(pass);
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace pgscribe::catalog
