#include "catalog/ddl_expression.hpp"

#include <algorithm>
#include <functional>

namespace pgscribe::catalog {

namespace {

using Visit = std::function<void(const sql::Expr&)>;

void visit_ref(const sql::ExprRef& expr, const Visit& visit) {
  if (expr) visit(*expr);
}
void visit_list(const sql::ExprList& list, const Visit& visit) {
  for (const sql::ExprRef& expr : list) visit_ref(expr, visit);
}

/// Children of the expressions that may stand in a CHECK, a generated column or an index. Sub-selects may not, so they have no children here.
struct Children {
  const Visit& visit;

  void operator()(const sql::Cast& e) const { visit_ref(e.arg, visit); }
  void operator()(const sql::Collate& e) const { visit_ref(e.arg, visit); }
  void operator()(const sql::Indirection& e) const {
    visit_ref(e.arg, visit);
    for (const sql::IndirectionStep& step : e.steps) {
      if (const auto* subscript = std::get_if<sql::SubscriptStep>(&step)) visit_ref(subscript->index, visit);
      if (const auto* slice = std::get_if<sql::SliceStep>(&step)) {
        visit_ref(slice->lower, visit);
        visit_ref(slice->upper, visit);
      }
    }
  }
  void operator()(const sql::OperatorCall& e) const { both(e.left, e.right); }
  void operator()(const sql::ArrayComparison& e) const { both(e.left, e.right); }
  void operator()(const sql::DistinctFrom& e) const { both(e.left, e.right); }
  void operator()(const sql::NullIf& e) const { both(e.left, e.right); }
  void operator()(const sql::PatternMatch& e) const { both(e.left, e.right); }
  void operator()(const sql::InList& e) const {
    visit_ref(e.left, visit);
    visit_list(e.list, visit);
  }
  void operator()(const sql::Between& e) const {
    visit_ref(e.arg, visit);
    both(e.low, e.high);
  }
  void operator()(const sql::BooleanCall& e) const { visit_list(e.args, visit); }
  void operator()(const sql::NullTest& e) const { visit_ref(e.arg, visit); }
  void operator()(const sql::BooleanTest& e) const { visit_ref(e.arg, visit); }
  void operator()(const sql::NamedArgument& e) const { visit_ref(e.value, visit); }
  void operator()(const sql::FunctionCall& e) const { visit_list(e.args, visit); }
  void operator()(const sql::Case& e) const {
    visit_ref(e.arg, visit);
    for (const sql::CaseWhen& when : e.whens) both(when.when, when.then);
    visit_ref(e.otherwise, visit);
  }
  void operator()(const sql::Coalesce& e) const { visit_list(e.args, visit); }
  void operator()(const sql::MinMax& e) const { visit_list(e.args, visit); }
  void operator()(const sql::ArrayConstructor& e) const { visit_list(e.elements, visit); }
  void operator()(const sql::RowConstructor& e) const { visit_list(e.fields, visit); }
  void operator()(const sql::XmlCall& e) const {
    for (const auto& [name, value] : e.named_args) visit_ref(value, visit);
    visit_list(e.args, visit);
  }
  void operator()(const sql::XmlSerialize& e) const { visit_ref(e.arg, visit); }
  template <class Leaf>
  void operator()(const Leaf&) const {}

 private:
  void both(const sql::ExprRef& a, const sql::ExprRef& b) const {
    visit_ref(a, visit);
    visit_ref(b, visit);
  }
};

void for_each_column(const sql::Expr& expr, const std::function<void(const sql::ColumnRef&, Span)>& found) {
  if (const auto* column = std::get_if<sql::ColumnRef>(&expr.node)) {
    found(*column, expr.span);
    return;
  }
  const Visit visit = [&](const sql::Expr& child) { for_each_column(child, found); };
  std::visit(Children{visit}, expr.node);
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

bool check_columns_exist(const DdlContext& context, const Relation& relation, const sql::Expr& expr) {
  bool is_fine = true;
  for_each_column(expr, [&](const sql::ColumnRef& column, Span span) {
    if (!is_fine || column.star || column.fields.size() != 1) return;
    const std::string& name = column.fields.front().text;
    if (relation.find_column(name) != nullptr || find_system_column(name) != nullptr || name == relation.name) return;
    is_fine = context.fail("42703", span, "column \"" + name + "\" does not exist", suggest_column(relation, name));
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
  for (const Type* type = catalog.type(oid); type != nullptr && type->kind == TypeKind::domain; type = catalog.type(type->base)) {
    if (type->not_null) return true;
  }
  return false;
}

std::string index_column_name(const sql::Expr& expr) {
  if (const auto* column = std::get_if<sql::ColumnRef>(&expr.node); column != nullptr && !column->fields.empty()) return column->fields.back().text;
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
  if (const auto* collate = std::get_if<sql::Collate>(&expr.node); collate != nullptr && collate->arg) return index_column_name(*collate->arg);
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

}  // namespace pgscribe::catalog
