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

class JoinPlanner {
 public:
  JoinPlanner(const query::QueryDecl& decl, const AnalyzedQuery& whole, VariantPlan& plan,
              support::Diagnostics& diagnostics)
      : decl_(decl), whole_(whole), plan_(plan), diagnostics_(diagnostics), text_(decl) {}

  bool add(const OptionalItem& item) {
    const auto* select = std::get_if<sql::Select>(&decl_.statement.node);
    const sql::JoinFrom* join = nullptr;
    if (select != nullptr) {
      for (const auto& from : select->from) join = join == nullptr ? find_join(from, item.name.text) : join;
    }
    if (join == nullptr || join->kind != sql::JoinKind::left || !join->on || join->alias)
      return fail(item.name.span, msg::JoinNotFound(item.name.text));
    const std::vector<std::string>& lookups = whole_.lookup_joins;
    if (std::find(lookups.begin(), lookups.end(), item.name.text) == lookups.end())
      return fail(item.name.span, msg::JoinWithoutKey(item.name.text));
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

  const query::QueryDecl& decl_;
  const AnalyzedQuery& whole_;
  VariantPlan& plan_;
  support::Diagnostics& diagnostics_;
  StatementText text_;
};

}  // namespace

bool plan_optional_joins(const query::QueryDecl& decl, const AnalyzedQuery& whole, VariantPlan& plan,
                         support::Diagnostics& diagnostics) {
  JoinPlanner planner(decl, whole, plan, diagnostics);
  return std::all_of(decl.variants.optional.begin(), decl.variants.optional.end(), [&](const OptionalItem& item) {
    return item.kind != OptionalItem::Kind::join || planner.add(item);
  });
}

}  // namespace pgscribe::analyze
