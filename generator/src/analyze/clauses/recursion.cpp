#include <algorithm>
#include <set>

#include "analyze/clauses/cte.hpp"
#include "analyze/clauses/messages.hpp"
#include "analyze/scope/raw_visitor.hpp"

// The order of WITH RECURSIVE items, and where an item may refer to itself.

namespace pgscribe::analyze {
namespace {

/// Visits the relations that are named, except those that a WITH further in captures.
class NameVisitor : public RawVisitor {
 public:
  using RawVisitor::visit;

  void visit(const sql::Select& select) override {
    with_scope(select.with, [&] { inside(select); });
  }

  void visit(const sql::Statement& statement) override {
    const std::optional<sql::WithClause>* with = nullptr;
    std::visit(sql::Overloaded{
                   [&](const sql::Insert& n) { with = &n.with; },
                   [&](const sql::Update& n) { with = &n.with; },
                   [&](const sql::Delete& n) { with = &n.with; },
                   [](const auto&) {},
               },
               statement.node);
    if (with == nullptr) return children(statement);
    with_scope(*with, [&] { children(statement); });
  }

  /// Only under the control of the statement that owns it.
  void visit(const sql::WithClause&) override {}

  void visit(const sql::RelationRef& reference, support::Span span) override {
    if (reference.name.parts.size() != 1 || is_captured(reference.name.last())) return;
    refer_to(reference.name.last(), span);
  }

 protected:
  virtual void inside(const sql::Select& select) { children(select); }
  virtual void refer_to(const std::string& name, support::Span span) = 0;

 private:
  bool is_captured(const std::string& name) const {
    return std::any_of(inner_.begin(), inner_.end(), [&](const auto& names) { return names.count(name) != 0; });
  }

  /// With RECURSIVE all names of a WITH are known to all its items, else only to the later ones.
  template <class Body>
  void with_scope(const std::optional<sql::WithClause>& with, Body body) {
    if (!with) return body();
    inner_.emplace_back();
    if (with->recursive) {
      for (const sql::CommonTableExpr& cte : with->ctes) inner_.back().insert(cte.name.text);
    }
    for (const sql::CommonTableExpr& cte : with->ctes) {
      RawVisitor& self = *this;
      self.visit(*cte.query);
      inner_.back().insert(cte.name.text);
    }
    body();
    inner_.pop_back();
  }

  std::vector<std::set<std::string>> inner_;
};

struct Item {
  const sql::CommonTableExpr* declaration = nullptr;
  std::set<std::size_t> depends_on;
  bool is_recursive = false;
};

class DependencyVisitor : public NameVisitor {
 public:
  DependencyVisitor(std::vector<Item>& items, std::size_t current) : items_(items), current_(current) {}

 private:
  void refer_to(const std::string& name, support::Span) override {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (items_[i].declaration->name.text != name) continue;
      if (i == current_) {
        items_[i].is_recursive = true;
      } else {
        items_[current_].depends_on.insert(i);
      }
      return;
    }
  }

  std::vector<Item>& items_;
  std::size_t current_;
};

/// TopologicalSort: an item without dependencies is taken as early as possible, others keep their order.
std::vector<Item> sorted(ParseState& state, std::vector<Item> items) {
  std::vector<std::size_t> order(items.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  for (std::size_t i = 0; i < order.size(); ++i) {
    std::size_t next = i;
    while (next < order.size() && !items[order[next]].depends_on.empty()) ++next;
    if (next == order.size()) fail(state, items[order[i]].declaration->span, msg::MutualRecursion());
    std::swap(order[i], order[next]);
    for (Item& item : items) item.depends_on.erase(order[i]);
  }
  std::vector<Item> result;
  for (const std::size_t index : order) result.push_back(std::move(items[index]));
  return result;
}

enum class SelfReference { allowed, non_recursive_term, subquery, outer_join, intersect, except };

std::string refusal(SelfReference context) {
  switch (context) {
    case SelfReference::allowed: return {};
    case SelfReference::non_recursive_term: return "its non-recursive term";
    case SelfReference::subquery: return "a subquery";
    case SelfReference::outer_join: return "an outer join";
    case SelfReference::intersect: return "INTERSECT";
    case SelfReference::except: return "EXCEPT";
  }
  return {};
}

/// checkWellFormedRecursionWalker
class SelfReferenceVisitor : public NameVisitor {
 public:
  SelfReferenceVisitor(ParseState& state, std::string name) : state_(state), name_(std::move(name)) {}

  using NameVisitor::visit;

  void check(const sql::Select& select, SelfReference context) {
    context_ = context;
    visit(select);
  }
  void check(const sql::Statement& statement, SelfReference context) {
    context_ = context;
    visit(statement);
  }

  void visit(const sql::Expr& expr) override {
    const auto* subquery = std::get_if<sql::Subquery>(&expr.node);
    if (subquery == nullptr) return children(expr);
    in_context(SelfReference::subquery, [&] { visit(*subquery->select); });
    each(subquery->test);
  }

  void visit(const sql::FromItem& item) override {
    const auto* join = std::get_if<sql::JoinFrom>(&item.node);
    if (join == nullptr) return children(item);
    const bool left_optional = join->kind == sql::JoinKind::right || join->kind == sql::JoinKind::full;
    const bool right_optional = join->kind == sql::JoinKind::left || join->kind == sql::JoinKind::full;
    side(*join->left, left_optional);
    side(*join->right, right_optional);
    each(join->on);
  }

 private:
  void inside(const sql::Select& select) override {
    const bool is_restricted = context_ == SelfReference::allowed && select.set_operator != sql::SetOperator::none &&
                               select.set_operator != sql::SetOperator::union_;
    if (!is_restricted) return children(select);
    if (select.set_operator == sql::SetOperator::intersect) {
      const SelfReference context = select.set_all ? SelfReference::intersect : context_;
      in_context(context, [&] {
        visit(*select.left);
        visit(*select.right);
      });
    } else {
      in_context(select.set_all ? SelfReference::except : context_, [&] { visit(*select.left); });
      in_context(SelfReference::except, [&] { visit(*select.right); });
    }
    decoration(select);
  }

  void refer_to(const std::string& name, support::Span span) override {
    if (name != name_) return;
    if (context_ != SelfReference::allowed) {
      fail(state_, span, msg::RecursiveReferenceWithin(name_, refusal(context_)));
    }
    if (++count_ > 1) fail(state_, span, msg::RecursiveReferenceTwice(name_));
  }

  void side(const sql::FromItem& item, bool optional) {
    in_context(optional && context_ == SelfReference::allowed ? SelfReference::outer_join : context_,
               [&] { visit(item); });
  }

  template <class Body>
  void in_context(SelfReference context, Body body) {
    const SelfReference saved = context_;
    context_ = context;
    body();
    context_ = saved;
  }

  ParseState& state_;
  std::string name_;
  SelfReference context_ = SelfReference::allowed;
  int count_ = 0;
};

/// ORDER BY and the like on top of the UNION.
void check_decoration(ParseState& state, const sql::Select& select) {
  if (!select.order_by.empty()) fail(state, select.order_by.front().expr->span, msg::OrderByInRecursiveQuery());
  if (select.offset) fail(state, select.offset->span, msg::OffsetInRecursiveQuery());
  if (select.limit) fail(state, select.limit->span, msg::LimitInRecursiveQuery());
  if (!select.locking.empty()) fail(state, select.locking.front().span, msg::LockingInRecursiveQuery());
}

void check_well_formed(ParseState& state, const sql::CommonTableExpr& declaration) {
  const std::string& name = declaration.name.text;
  const auto* select = std::get_if<sql::Select>(&declaration.query->node);
  if (select == nullptr) fail(state, declaration.span, msg::RecursiveQueryModifiesData(name));
  if (select->set_operator != sql::SetOperator::union_) fail(state, declaration.span, msg::NotOfRecursiveForm(name));
  if (select->with) {
    for (const sql::CommonTableExpr& inner : select->with->ctes) {
      SelfReferenceVisitor(state, name).check(*inner.query, SelfReference::subquery);
    }
  }
  check_decoration(state, *select);
  SelfReferenceVisitor visitor(state, name);
  visitor.check(*select->left, SelfReference::non_recursive_term);
  visitor.check(*select->right, SelfReference::allowed);
}

}  // namespace

std::vector<OrderedCte> order_recursive_ctes(ParseState& state, const sql::WithClause& with) {
  std::vector<Item> items;
  for (const sql::CommonTableExpr& declaration : with.ctes) items.push_back({&declaration, {}, false});
  for (std::size_t i = 0; i < items.size(); ++i) {
    RawVisitor&& visitor = DependencyVisitor(items, i);
    visitor.visit(*items[i].declaration->query);
  }
  std::vector<OrderedCte> ordered;
  for (const Item& item : sorted(state, std::move(items))) ordered.push_back({item.declaration, item.is_recursive});
  for (const OrderedCte& item : ordered) {
    if (item.is_recursive) check_well_formed(state, *item.declaration);
  }
  return ordered;
}

}  // namespace pgscribe::analyze
