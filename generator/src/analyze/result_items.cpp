#include "analyze/result_items.hpp"

#include <algorithm>
#include <utility>

#include "analyze/facts/column_origin.hpp"
#include "analyze/facts/query_facts.hpp"
#include "analyze/messages.hpp"

namespace pgscribe::analyze {
namespace {

/// NULL, with casts around it or not.
bool is_literal_null(const BoundExpr& expr) {
  if (const auto* coercion = std::get_if<CoercionExpr>(&expr.node)) return is_literal_null(*coercion->arg);
  const auto* constant = std::get_if<Constant>(&expr.node);
  return constant != nullptr && constant->is_null;
}

class ResultBuilder {
 public:
  ResultBuilder(ParseState& state, const BoundQuery& query, const query::QueryDecl& decl, FactMemo& memo)
      : state_(state),
        query_(query),
        decl_(decl),
        memo_(memo),
        output_(query.output()),
        nullability_(output_nullability(query, memo)),
        embedded_(decl.embeds.size(), false) {}

  std::vector<ResultItem> items() {
    std::vector<ResultItem> items;
    for (std::size_t i = 0; i < output_.size();) {
      const std::size_t embed = find_embed(output_[i]->span);
      if (embed == decl_.embeds.size()) {
        items.emplace_back();
        items.back().columns.push_back(column(i++));
        continue;
      }
      embedded_[embed] = true;
      const std::size_t first = i;
      while (i < output_.size() && output_[i]->span == decl_.embeds[embed].span) ++i;
      items.push_back(embed_item(decl_.embeds[embed], first, i));
    }
    check_all_embedded();
    return items;
  }

 private:
  [[nodiscard]] std::size_t find_embed(Span span) const {
    const auto found = std::find_if(decl_.embeds.begin(), decl_.embeds.end(),
                                    [&](const query::Embed& embed) { return embed.span == span; });
    return static_cast<std::size_t>(found - decl_.embeds.begin());
  }

  [[nodiscard]] ResultColumn column(std::size_t index) const {
    const TargetEntry& target = *output_[index];
    ResultColumn column;
    column.name = target.name;
    column.type = target.expr->type;
    column.type_modifier = target.expr->type_modifier;
    column.origin = column_origin(query_, *target.expr);
    column.dimensions = array_dimensions(state_.context.catalog, column.type, column.origin);
    column.not_null = nullability_[index].not_null;
    column.is_always_null = is_literal_null(*target.expr);
    column.reason = nullability_[index].reason;
    column.elements = nullability_[index].elements;
    column.element_reason = nullability_[index].element_reason;
    column.span = target.span;
    if (is_record(*target.expr))
      column.fields = columns_of(state_.context.catalog,
                                 record_fields(*target.expr, QueryFacts(query_, memo_, nullptr)), target.span);
    return column;
  }

  [[nodiscard]] bool is_record(const BoundExpr& expr) const {
    return expr.type == catalog::oid::record || state_.context.catalog.element_type(expr.type) == catalog::oid::record;
  }

  [[nodiscard]] ResultItem embed_item(const query::Embed& embed, std::size_t first, std::size_t past) {
    ResultItem item;
    item.is_embed = true;
    item.name = embed.alias.empty() ? embed.name : embed.alias;
    for (std::size_t i = first; i < past; ++i) item.columns.push_back(column(i));
    const auto* var = std::get_if<ColumnVar>(&output_[first]->expr->node);
    const RangeEntry* entry = embedded_entry(first, past);
    if (entry == nullptr) fail(state_, embed.span, msg::EmbedOfNoItem(embed.name));
    if (entry->kind == RangeKind::relation) item.relation = entry->relation->oid;
    const EmbedNullability nullability = embed_nullability(query_, *var, memo_);
    item.optional = nullability.optional;
    item.reason = nullability.reason;
    for (std::size_t i = first; i < past; ++i) {
      const auto* member = std::get_if<ColumnVar>(&output_[i]->expr->node);
      if (member == nullptr || member->column <= 0) continue;
      if (member->column == nullability.marker_attribute) item.marker = static_cast<int>(i - first);
      const auto attribute = static_cast<std::size_t>(member->column) - 1;
      item.columns[i - first].not_null_if_present =
          attribute < nullability.not_null.size() && nullability.not_null[attribute];
    }
    return item;
  }

  /// The item of FROM whose columns these are; null of a join's, which come from several.
  [[nodiscard]] const RangeEntry* embedded_entry(std::size_t first, std::size_t past) const {
    int relation = -1;
    for (std::size_t i = first; i < past; ++i) {
      const auto* var = std::get_if<ColumnVar>(&output_[i]->expr->node);
      if (var == nullptr || var->levels_up != 0 || (i != first && var->relation != relation)) return nullptr;
      relation = var->relation;
    }
    const RangeEntry& entry = query_.range_table[static_cast<std::size_t>(relation)];
    return entry.kind == RangeKind::join || entry.kind == RangeKind::named_row ? nullptr : &entry;
  }

  void check_all_embedded() {
    for (std::size_t i = 0; i < embedded_.size(); ++i) {
      if (embedded_[i]) continue;
      fail(state_, decl_.embeds[i].span, msg::EmbedOutsideResult());
    }
  }

  ParseState& state_;
  const BoundQuery& query_;
  const query::QueryDecl& decl_;
  FactMemo& memo_;
  std::vector<const TargetEntry*> output_;
  std::vector<Nullability> nullability_;
  std::vector<bool> embedded_;
};

ResultColumn column_of(const catalog::Catalog& catalog, RecordField field, Span span) {
  ResultColumn column;
  column.name = std::move(field.name);
  column.type = field.type;
  column.type_modifier = field.type_modifier;
  column.origin = field.origin;
  column.dimensions = array_dimensions(catalog, column.type, column.origin);
  column.not_null = field.nullability.not_null;
  column.reason = std::move(field.nullability.reason);
  column.elements = field.nullability.elements;
  column.element_reason = std::move(field.nullability.element_reason);
  column.span = span;
  set_parts(catalog, column, {field.json, std::move(field.fields)});
  return column;
}

}  // namespace

std::vector<ResultColumn> columns_of(const catalog::Catalog& catalog, std::vector<RecordField> fields, Span span) {
  std::vector<ResultColumn> columns;
  for (RecordField& field : fields) columns.push_back(column_of(catalog, std::move(field), span));
  return columns;
}

void set_parts(const catalog::Catalog& catalog, ResultColumn& column, ValueParts parts) {
  column.json = parts.json;
  column.fields = columns_of(catalog, std::move(parts.fields), column.span);
  if (column.fields.empty() || column.json == JsonShape::none || column.json == JsonShape::object) return;
  column.fields.front().name = column.name;
  if (column.json == JsonShape::value) return;
  const ResultColumn& element = column.fields.front();
  column.elements = element.not_null ? Elements::never_null : Elements::nullable;
  column.element_reason = {
      element.not_null ? Why::no_element : Why::element_can_be_null, element.reason.span, {}, {element.reason}};
}

std::vector<ResultItem> result_items(ParseState& state, const BoundQuery& query, const query::QueryDecl& decl,
                                     FactMemo& memo) {
  return ResultBuilder(state, query, decl, memo).items();
}

}  // namespace pgscribe::analyze
