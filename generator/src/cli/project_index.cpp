#include "cli/project_index.hpp"

#include <algorithm>

#include "analyze/bound/query_walk.hpp"
#include "analyze/bound_statement.hpp"

namespace pgscribe::cli {

namespace {

using analyze::BoundQuery;

std::string kind_of(analyze::QueryKind kind) {
  switch (kind) {
    case analyze::QueryKind::select: return "select";
    case analyze::QueryKind::insert: return "insert";
    case analyze::QueryKind::update: return "update";
    case analyze::QueryKind::delete_: return "delete";
    case analyze::QueryKind::merge: return "merge";
    case analyze::QueryKind::utility: break;
  }
  return "utility";
}

bool has_star(const std::vector<sql::Target>& targets, const query::QueryDecl& query) {
  return std::any_of(targets.begin(), targets.end(), [&](const sql::Target& target) {
    const auto* column = target.value ? std::get_if<sql::ColumnRef>(&target.value->node) : nullptr;
    if (column == nullptr || !column->star) return false;
    return std::none_of(query.embeds.begin(), query.embeds.end(), [&](const query::Embed& embed) {
      return embed.span.begin <= target.span.begin && target.span.begin < embed.span.end;
    });
  });
}

bool has_star(const sql::Select& select, const query::QueryDecl& query) {
  return has_star(select.targets, query) || (select.left && has_star(*select.left, query)) ||
         (select.right && has_star(*select.right, query));
}

struct StarOfStatement {
  const query::QueryDecl& query;

  bool operator()(const sql::Select& select) const { return has_star(select, query); }
  template <class Statement>
  bool operator()(const Statement& statement) const {
    if constexpr (requires { statement.returning.targets; }) {
      return has_star(statement.returning.targets, query);
    } else {
      return false;
    }
  }
};

int joins_in(const BoundQuery& statement) {
  int joins = 0;
  analyze::for_each_query(statement, [&](const BoundQuery& level) {
    int items = 0;
    for (const auto& item : level.from) items += static_cast<int>(analyze::entries_of(*item).size());
    joins += std::max(items - 1, 0);
  });
  return joins;
}

StatementFacts facts_of(const query::QueryDecl& query, const BoundQuery& bound) {
  StatementFacts facts;
  facts.kind = kind_of(bound.kind);
  facts.has_where = bound.where != nullptr;
  facts.has_order_by = !bound.order_by.empty();
  facts.has_limit = bound.limit != nullptr;
  facts.has_offset = bound.offset != nullptr;
  facts.has_distinct = bound.distinct || !bound.distinct_on.empty();
  facts.has_group_by = !bound.group_by.empty() || !bound.grouping_sets.empty();
  facts.has_star = std::visit(StarOfStatement{query}, query.statement.node);
  facts.locks_rows = bound.has_row_locks;
  facts.joins = joins_in(bound);
  analyze::QueryUses uses = analyze::uses_of(bound);
  facts.uses = std::move(uses.relations);
  for (const catalog::Function* function : uses.functions) facts.calls.emplace_back(function->schema, function->name);
  for (const query::Directive& directive : query.directives) {
    if (directive.kind == query::DirectiveKind::allow) facts.allowed.push_back(directive.subject);
  }
  return facts;
}

}  // namespace

void ProjectIndex::before_statement(const support::SourceFile& file, const sql::Statement& statement,
                                    const catalog::Catalog& catalog) {
  declarations_.before_statement(file, statement, catalog);
  statements_[&file].push_back(statement.span);
}

void ProjectIndex::after_statement(const support::SourceFile& file, const sql::Statement& statement,
                                   const catalog::Catalog& catalog) {
  declarations_.after_statement(file, statement, catalog);
}

void ProjectIndex::accepted(const query::QueryDecl& query, const catalog::Catalog& catalog, support::Diagnostics&) {
  if (const analyze::QueryRef bound = analyze::bind_statement(query, catalog))
    queries_[query.name] = facts_of(query, *bound);
}

const StatementFacts* ProjectIndex::query(const std::string& name) const {
  const auto found = queries_.find(name);
  return found == queries_.end() ? nullptr : &found->second;
}

support::Span ProjectIndex::statement_at(const support::SourceFile& file, std::uint32_t offset) const {
  const auto statements = statements_.find(&file);
  if (statements == statements_.end()) return {};
  for (const support::Span statement : statements->second) {
    if (statement.begin <= offset && offset < statement.end) return statement;
  }
  return {};
}

}  // namespace pgscribe::cli
