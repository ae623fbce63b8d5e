#include "lsp/sql_place.hpp"

#include <algorithm>
#include <vector>

#include "analyze/bound/bound_walk.hpp"
#include "analyze/bound_statement.hpp"
#include "analyze/facts/column_origin.hpp"
#include "sql/scanner.hpp"

namespace pgscribe::lsp {

namespace {

using analyze::BoundExpr;
using analyze::BoundQuery;
using support::Span;

bool holds(Span span, std::uint32_t offset) { return span.begin <= offset && offset <= span.end && !span.empty(); }

bool is_word(const sql::Token& token) {
  return token.kind == sql::TokenKind::identifier || token.kind == sql::TokenKind::quoted_identifier;
}

/// `a.b.c` from `begin` on.
Span dotted_name(std::string_view text, std::uint32_t begin) {
  Span name{begin, begin};
  for (std::uint32_t at = begin;;) {
    const auto word = sql::scan_token(text, at);
    if (!word || !is_word(*word)) return name;
    name.end = word->end;
    const auto dot = sql::scan_token(text, word->end);
    if (!dot || text.substr(dot->begin, dot->end - dot->begin) != ".") return name;
    at = dot->end;
  }
}

/// Looks for what a place of a bound statement means, in all levels of it.
class ObjectSearch {
 public:
  ObjectSearch(std::string_view text, std::uint32_t offset)
      : text_(text), offset_(offset), word_(word_at(text, offset)) {}

  void look_into(const BoundQuery& query) {
    levels_.push_back(&query);
    for (const analyze::RangeEntry& entry : query.range_table) look_at_relation(entry);
    look_at_targets(query);
    for_each_expr(query, [&](const analyze::BoundRef& expr) { look_at(*expr); });
    for_each_subquery(query, [&](const BoundQuery& below) { look_into(below); });
    levels_.pop_back();
  }

  struct Found {
    Span span;
    MeantObject object;
    int parameter = 0;
  };
  [[nodiscard]] const std::optional<Found>& found() const { return found_; }

 private:
  void find(Found found) {
    if (!found_ || found.span.size() <= found_->span.size()) found_ = std::move(found);
  }

  void look_at_relation(const analyze::RangeEntry& entry) {
    if (entry.relation == nullptr || entry.span.empty() || offset_ < entry.span.begin) return;
    const Span name = dotted_name(text_, entry.span.begin);
    if (holds(name, offset_)) find({name, {entry.relation->oid, 0, nullptr}});
  }

  /// The columns that INSERT and UPDATE name.
  void look_at_targets(const BoundQuery& query) {
    if (query.result_relation < 0) return;
    const auto* relation = query.range_table[static_cast<std::size_t>(query.result_relation)].relation;
    if (relation == nullptr || word_.empty()) return;
    const auto look = [&](const std::vector<analyze::TargetEntry>& targets) {
      for (const analyze::TargetEntry& target : targets) {
        const bool is_here = target.attribute > 0 && target.span.begin <= word_.begin && word_.end <= target.span.end;
        const std::size_t column = static_cast<std::size_t>(target.attribute) - 1;
        if (is_here && column < relation->columns.size() && is_word_of(relation->columns[column].name))
          find({word_, {relation->oid, target.attribute, nullptr}});
      }
    };
    look(query.targets);
    look(query.conflict.set);
    for (const analyze::BoundMergeAction& action : query.merge_actions) look(action.targets);
  }

  [[nodiscard]] bool is_word_of(const std::string& name) const {
    return sql::fold_identifier(text_.substr(word_.begin, word_.size())) == name;
  }

  void look_at(const BoundExpr& expr) {
    if (holds(expr.span, offset_)) look_at_node(expr);
    if (const auto* sub = std::get_if<analyze::SubqueryExpr>(&expr.node); sub != nullptr && sub->query)
      look_into(*sub->query);
    for_each_child(expr, [&](const analyze::BoundRef& child) { look_at(*child); });
  }

  void look_at_node(const BoundExpr& expr) {
    if (const auto* parameter = std::get_if<analyze::ParameterVar>(&expr.node)) {
      find({expr.span, {}, parameter->number});
    } else if (const auto* column = std::get_if<analyze::ColumnVar>(&expr.node)) {
      look_at_column(expr, *column);
    } else if (const catalog::Function* function = called(expr)) {
      const Span name = dotted_name(text_, expr.span.begin);
      if (holds(name, offset_)) find({name, {catalog::kInvalidOid, 0, function}});
    }
  }

  void look_at_column(const BoundExpr& expr, const analyze::ColumnVar& column) {
    const auto up = static_cast<std::size_t>(column.levels_up);
    if (word_.empty() || up >= levels_.size()) return;  // a `*` stands for many columns
    BoundExpr there = expr;
    std::get<analyze::ColumnVar>(there.node).levels_up = 0;
    const auto origin = analyze::column_origin(*levels_[levels_.size() - 1 - up], there);
    if (origin) find({expr.span, {origin->relation, origin->attribute, nullptr}});
  }

  static const catalog::Function* called(const BoundExpr& expr) {
    if (const auto* call = std::get_if<analyze::FunctionCallExpr>(&expr.node))
      return call->form == analyze::CallForm::explicit_call ? call->function : nullptr;
    if (const auto* aggregate = std::get_if<analyze::AggregateExpr>(&expr.node)) return aggregate->function;
    if (const auto* window = std::get_if<analyze::WindowExpr>(&expr.node)) return window->function;
    return nullptr;
  }

  std::string_view text_;
  std::uint32_t offset_;
  Span word_;
  std::vector<const BoundQuery*> levels_;
  std::optional<Found> found_;
};

std::optional<std::size_t> parameter_index(const analyze::AnalyzedQuery& query, int number) {
  for (std::size_t i = 0; i < query.parameters.size(); ++i) {
    if (query.parameters[i].number == number) return i;
  }
  return std::nullopt;
}

/// The member of the result that is written at the place, `*` left out.
std::optional<std::size_t> item_index(const analyze::AnalyzedQuery& query, std::uint32_t offset) {
  for (std::size_t i = 0; i < query.items.size(); ++i) {
    const analyze::ResultItem& item = query.items[i];
    if (item.is_embed || !holds(item.columns.front().span, offset)) continue;
    const bool is_star = std::count_if(query.items.begin(), query.items.end(), [&](const analyze::ResultItem& other) {
                           return !other.columns.empty() && other.columns.front().span == item.columns.front().span;
                         }) > 1;
    if (!is_star) return i;
  }
  return std::nullopt;
}

}  // namespace

Span word_at(std::string_view text, std::uint32_t offset) {
  const auto is_part = [&](std::size_t i) { return i < text.size() && sql::is_identifier_part(text[i]); };
  std::size_t begin = std::min<std::size_t>(offset, text.size());
  while (begin > 0 && is_part(begin - 1)) --begin;
  std::size_t end = std::min<std::size_t>(offset, text.size());
  while (is_part(end)) ++end;
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

const query::QueryDecl* query_at(const AnalyzedFile& file, std::uint32_t offset) {
  const auto found = std::find_if(file.declared.begin(), file.declared.end(), [&](const query::QueryDecl& query) {
    return query.annotation_span.begin <= offset && offset <= query.statement_span.end;
  });
  return found == file.declared.end() ? nullptr : &*found;
}

std::optional<SqlPlace> place_at(const EditedEntry& entry, const AnalyzedFile& file, std::uint32_t offset) {
  const query::QueryDecl* declared = query_at(file, offset);
  if (declared == nullptr) return std::nullopt;
  SqlPlace place{declared->name_span, declared, file.query(declared->name)};
  if (holds(declared->name_span, offset)) {
    place.is_query_name = true;
    return place;
  }
  if (place.analyzed == nullptr || offset < declared->statement_span.begin) return std::nullopt;
  place.item = item_index(*place.analyzed, offset);
  if (place.item) place.span = place.analyzed->items[*place.item].columns.front().span;
  if (const analyze::QueryRef bound = analyze::bind_statement(*declared, entry.schema().catalog())) {
    ObjectSearch search(file.source.text(), offset);
    search.look_into(*bound);
    if (const auto& found = search.found()) {
      place.span = found->span;
      if (found->parameter != 0) {
        place.parameter = parameter_index(*place.analyzed, found->parameter);
      } else {
        place.object = found->object;
      }
    }
  }
  if (!place.item && !place.parameter && !place.object) return std::nullopt;
  return place;
}

}  // namespace pgscribe::lsp
