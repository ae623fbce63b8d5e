#include "analyze/variants/optional_joins.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "analyze/variants/messages.hpp"
#include "analyze/variants/statement_text.hpp"

namespace pgscribe::analyze {
namespace {

using query::OptionalItem;

std::string name_of(const sql::RelationRef& relation) {
  return relation.alias ? relation.alias->name.text : relation.name.last();
}

/// The outer join whose right side is called so, in FROM of the statement itself.
const sql::JoinFrom* find_join(const sql::Ref<sql::FromItem>& item, const std::string& name) {
  const auto* join = item ? std::get_if<sql::JoinFrom>(&item->node) : nullptr;
  if (join == nullptr) return nullptr;
  const auto* right = join->right ? std::get_if<sql::RelationRef>(&join->right->node) : nullptr;
  if (right != nullptr && name_of(*right) == name) return join;
  if (const sql::JoinFrom* found = find_join(join->left, name)) return found;
  return find_join(join->right, name);
}

/// The column of the table that the expression is; empty: none.
std::string own_column(const sql::ExprRef& expr, const std::string& name) {
  const auto* column = std::get_if<sql::ColumnRef>(&expr->node);
  const bool is_own =
      column != nullptr && !column->star && column->fields.size() == 2 && column->fields.front().text == name;
  return is_own ? column->fields.back().text : "";
}

/// The column of the table that the condition compares with something that is none of it; empty: none.
std::string looked_up(const sql::ExprRef& condition, const std::string& name) {
  const auto* call = std::get_if<sql::OperatorCall>(&condition->node);
  if (call == nullptr || !call->left || !call->right || call->op.last() != "=") return "";
  const std::string left = own_column(call->left, name);
  const std::string right = own_column(call->right, name);
  return left.empty() == right.empty() ? "" : left + right;
}

class JoinPlanner {
 public:
  JoinPlanner(const query::QueryDecl& decl, const catalog::Catalog& catalog, VariantPlan& plan,
              support::Diagnostics& diagnostics)
      : decl_(decl), catalog_(catalog), plan_(plan), diagnostics_(diagnostics), text_(decl) {}

  bool add(const OptionalItem& item) {
    const auto* select = std::get_if<sql::Select>(&decl_.statement.node);
    const sql::JoinFrom* join = nullptr;
    if (select != nullptr) {
      for (const auto& from : select->from) join = join == nullptr ? find_join(from, item.name.text) : join;
    }
    if (join == nullptr || join->kind != sql::JoinKind::left || !join->on || join->alias)
      return fail(item.name.span, msg::JoinNotFound(item.name.text));
    if (!has_key(*join, item.name.text)) return fail(item.name.span, msg::JoinWithoutKey(item.name.text));
    VariantKey needed = 0;
    for (const query::PlacedName& part : item.parts) {
      const auto own = std::find_if(plan_.switches.begin(), plan_.switches.end(),
                                    [&](const Switch& candidate) { return candidate.name == part.text; });
      if (own == plan_.switches.end()) return fail(part.span, msg::JoinOfNoSwitch(part.text));
      needed |= VariantPlan::bit(static_cast<std::size_t>(own - plan_.switches.begin()));
    }
    plan_.slots.push_back({text_.join_span(*join), {{Condition{.any = needed}}}});
    plan_.joins.push_back({item.name.text, needed});
    return true;
  }

 private:
  bool fail(Span span, support::Message message) {
    diagnostics_.add(*decl_.file, span, std::move(message));
    return false;
  }

  /// Without the join there are as many rows as with it: at most one row of the table goes with each.
  [[nodiscard]] bool has_key(const sql::JoinFrom& join, const std::string& name) const {
    const auto& table = std::get<sql::RelationRef>(join.right->node);
    const catalog::Relation* relation = relation_of(table.name);
    if (relation == nullptr) return false;
    std::vector<std::string> known;
    for (const sql::ExprRef& condition : conjuncts_of(join.on)) known.push_back(looked_up(condition, name));
    return std::any_of(relation->unique_keys.begin(), relation->unique_keys.end(), [&](const catalog::UniqueKey& key) {
      return !key.predicate && !key.columns.empty() && !key.has_expressions && !key.deferrable &&
             !key.has_other_equality && std::all_of(key.columns.begin(), key.columns.end(), [&](int attribute) {
               const std::string& column = relation->columns[static_cast<std::size_t>(attribute) - 1].name;
               return std::find(known.begin(), known.end(), column) != known.end();
             });
    });
  }

  /// Null of a WITH item, of which no key is known.
  [[nodiscard]] const catalog::Relation* relation_of(const sql::QualifiedName& name) const {
    if (name.parts.size() > 1) return catalog_.find_relation(name.parts[name.parts.size() - 2], name.last());
    const auto& with = std::get<sql::Select>(decl_.statement.node).with;
    const bool is_cte = with && std::any_of(with->ctes.begin(), with->ctes.end(),
                                            [&](const auto& cte) { return cte.name.text == name.last(); });
    return is_cte ? nullptr : catalog_.find_relation("", name.last());
  }

  const query::QueryDecl& decl_;
  const catalog::Catalog& catalog_;
  VariantPlan& plan_;
  support::Diagnostics& diagnostics_;
  StatementText text_;
};

}  // namespace

bool plan_optional_joins(const query::QueryDecl& decl, const catalog::Catalog& catalog, VariantPlan& plan,
                         support::Diagnostics& diagnostics) {
  JoinPlanner planner(decl, catalog, plan, diagnostics);
  return std::all_of(decl.variants.optional.begin(), decl.variants.optional.end(), [&](const OptionalItem& item) {
    return item.kind != OptionalItem::Kind::join || planner.add(item);
  });
}

}  // namespace pgscribe::analyze
