#include "vet/compared_column.hpp"

#include <set>
#include <utility>

#include "analyze/bound/bound_walk.hpp"
#include "vet/conjuncts.hpp"

namespace pgscribe::vet {

namespace {

using analyze::BoundExpr;
using analyze::BoundQuery;
using analyze::ColumnVar;
using analyze::RangeEntry;

const BoundExpr& without_relabels(const BoundExpr& expr) {
  const auto* coercion = std::get_if<analyze::CoercionExpr>(&expr.node);
  const bool is_relabel = coercion != nullptr && coercion->method == analyze::CoercionMethod::relabel;
  return is_relabel ? without_relabels(*coercion->arg) : expr;
}

class Finder {
 public:
  explicit Finder(const BoundQuery& level) : level_(level) {}

  std::vector<ComparedColumn> find() {
    for (const analyze::BoundRef& condition : conjuncts(level_)) look_at(*condition);
    return std::move(found_);
  }

 private:
  void look_at(const BoundExpr& condition) {
    if (const auto* call = std::get_if<analyze::OperatorExpr>(&condition.node)) {
      const bool is_comparison = call->form == analyze::OperatorForm::plain && call->op != nullptr &&
                                 call->args.size() == 2 && call->op->name != "<>";
      if (!is_comparison) return;
      add(*call->args[0], *call->args[1], *call->op);
      add(*call->args[1], *call->args[0], *call->op);
    } else if (const auto* any = std::get_if<analyze::ArrayOperatorExpr>(&condition.node)) {
      if (!any->all && any->op != nullptr) add(*any->scalar, *any->array, *any->op);
    }
  }

  void add(const BoundExpr& written, const BoundExpr& other, const catalog::Operator& op) {
    const BoundExpr& side = without_relabels(analyze::flattened(level_, without_relabels(written)));
    std::set<std::pair<int, int>> columns;
    bool is_known = true;
    analyze::walk(side, [&](const BoundExpr& part, int) {
      is_known = is_known && !std::holds_alternative<analyze::SubqueryExpr>(part.node);
      if (const auto* var = column_of(part)) columns.emplace(var->relation, var->column);
      return is_known;
    });
    if (!is_known || columns.size() != 1) return;
    const auto [entry, column] = *columns.begin();
    const RangeEntry& item = level_.range_table[static_cast<std::size_t>(entry)];
    if (item.kind != analyze::RangeKind::relation || item.relation == nullptr || column <= 0) return;
    if (reads(other, entry)) return;
    const bool is_plain = std::holds_alternative<ColumnVar>(side.node);
    found_.push_back({item.relation, entry, column, &side, is_plain, !op.btree.empty()});
  }

  const ColumnVar* column_of(const BoundExpr& part) const {
    const auto* var = std::get_if<ColumnVar>(&analyze::flattened(level_, part).node);
    return var != nullptr && var->levels_up == 0 ? var : nullptr;
  }

  bool reads(const BoundExpr& expr, int entry) const {
    bool does = false;
    analyze::walk(expr, [&](const BoundExpr& part, int depth) {
      const auto* var = depth == 0 ? column_of(part) : std::get_if<ColumnVar>(&part.node);
      does = does || (var != nullptr && var->levels_up == depth && var->relation == entry);
      return !does;
    });
    return does;
  }

  const BoundQuery& level_;
  std::vector<ComparedColumn> found_;
};

}  // namespace

std::vector<ComparedColumn> compared_columns(const BoundQuery& level) { return Finder(level).find(); }

}  // namespace pgscribe::vet
