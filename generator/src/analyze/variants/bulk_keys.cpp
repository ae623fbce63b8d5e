#include <algorithm>
#include <variant>

#include "analyze/variants/bulk_text.hpp"
#include "analyze/variants/messages.hpp"
#include "catalog/quote_identifier.hpp"
#include "support/joined.hpp"

// What makes elements of a range the same, and which results belong to them.

namespace pgscribe::analyze {
namespace {

bool is_nullable_key(const BulkKey& key) { return key.nullable; }

const char* word_of(const query::BulkItem& item) { return item.is_distinct ? "distinct" : "in order"; }

}  // namespace

bool BulkText::find_keys(const query::BulkItem& item) {
  const auto* insert = std::get_if<sql::Insert>(&decl_.statement.node);
  if (insert != nullptr) find_inserted(*insert);
  if (!item.is_distinct && !item.is_in_order) return true;
  if (std::holds_alternative<sql::Merge>(decl_.statement.node))
    return fail(item.span, msg::BulkKeyOfMerge(word_of(item)));
  if (insert != nullptr) {
    find_insert_keys(*insert);
  } else if (const auto* update = std::get_if<sql::Update>(&decl_.statement.node)) {
    find_join_keys(update->where);
  } else {
    find_join_keys(std::get<sql::Delete>(decl_.statement.node).where);
  }
  if (keys_.empty()) return fail(item.span, msg::BulkWithoutKey(word_of(item)));
  const auto nullable = std::find_if(keys_.begin(), keys_.end(), is_nullable_key);
  if (item.is_in_order && insert != nullptr && nullable != keys_.end())
    return fail(item.span, msg::BulkOrderOfNull(nullable->column));
  if (item.is_in_order && insert == nullptr && whole_.cardinality == Cardinality::many)
    return fail(item.span, msg::BulkOrderOfManyRows());
  return true;
}

/// Tokens of VALUES or SELECT, to what stands behind it.
BulkText::Range BulkText::source_range(const sql::Insert& insert) const {
  const Range whole{token_at(insert.relation_span.end), tokens_.size()};
  std::size_t end = find(whole, "returning");
  if (insert.on_conflict) end = std::min(end, token_at(insert.on_conflict->span.begin));
  while (insert.on_conflict && end > 0 && tokens_.is(end - 1, "on")) --end;
  const bool is_values = insert.source && !insert.source->values.empty();
  return {find({whole.begin, end}, is_values ? "values" : "select"), end};
}

void BulkText::find_inserted(const sql::Insert& insert) {
  const Range range = source_range(insert);
  if (!insert.source || range.begin == range.end) return;
  std::vector<std::string> columns;
  for (const sql::Target& target : insert.columns) columns.push_back(target.name->text);
  if (const catalog::Relation* table = relation(); table != nullptr && columns.empty()) {
    for (const catalog::Column& column : table->columns) {
      if (!column.dropped) columns.push_back(column.name);
    }
  }
  Range list{range.begin + 1, std::min(find(range, "from"), find(range, "where"))};
  if (!insert.source->values.empty()) list = {range.begin + 2, tokens_.match(range.begin + 1)};
  std::vector<Range> values = items(list);
  for (std::size_t i = 0; i < std::min(values.size(), columns.size()); ++i) {
    Range value = values[i];
    if (value.end - value.begin > 2 && tokens_.is(value.end - 2, "as")) value.end -= 2;
    if (!tokens_.is(value.begin, "default")) inserted_.push_back({columns[i], span_of(value)});
  }
}

void BulkText::find_insert_keys(const sql::Insert& insert) {
  if (insert.on_conflict && insert.on_conflict->has_inference) {
    const std::size_t open = token_at(insert.on_conflict->inference_span.begin);
    const std::vector<Range> targets = items({open + 1, tokens_.match(open)});
    for (std::size_t i = 0; i < targets.size(); ++i) {
      const auto& column = insert.on_conflict->inference[i].column;
      if (column) {
        add_column_key(column->text);
      } else {
        add_expression_key(targets[i]);
      }
    }
    return;
  }
  const catalog::Relation* table = relation();
  if (table == nullptr) return;
  std::vector<BulkKey> weaker;  // of which rows without a value are never the same
  for (const catalog::UniqueKey& key : table->unique_keys) {
    const bool is_named = insert.on_conflict && insert.on_conflict->constraint;
    if (is_named ? key.name != insert.on_conflict->constraint->text
                 : key.predicate || key.has_expressions || key.deferrable)
      continue;
    const auto name_of = [&](int attribute) { return table->columns[static_cast<std::size_t>(attribute) - 1].name; };
    const bool is_given = std::all_of(key.columns.begin(), key.columns.end(),
                                      [&](int attribute) { return inserted(name_of(attribute)) != nullptr; });
    if (!is_given) continue;
    for (const int attribute : key.columns) add_column_key(name_of(attribute));
    if (keys_.empty()) continue;
    if (std::none_of(keys_.begin(), keys_.end(), is_nullable_key)) return;
    if (weaker.empty()) weaker = keys_;
    keys_.clear();
  }
  keys_ = std::move(weaker);
}

/// A column that all rows have the same value of makes no difference.
void BulkText::add_column_key(const std::string& name) {
  const InsertedValue* value = inserted(name);
  if (value == nullptr || !mentions(value->span)) return;
  BulkKey key{catalog::quote_identifier(name), text_with_values(value->span), is_nullable(value->span)};
  if (const catalog::Relation* table = relation()) {
    const auto column = std::find_if(table->columns.begin(), table->columns.end(),
                                     [&](const catalog::Column& own) { return own.name == name && !own.dropped; });
    // What is stored is what has the column's type, rounded where that rounds.
    const bool is_value = tokens_.range(token_at(value->span.end - 1)).begin == value->span.begin - base_ + 1;
    if (column != table->columns.end() && (!is_value || column->type_modifier >= 0))
      key.value = "(" + key.value + ")::" + catalog_.format_type(column->type, column->type_modifier);
  }
  keys_.push_back(std::move(key));
}

/// `lower(email)` with the value that the row has for the column.
void BulkText::add_expression_key(Range target) {
  std::vector<sql::TextEdit> edits;
  bool nullable = false;
  for (std::size_t i = target.begin; i < target.end; ++i) {
    const InsertedValue* value =
        tokens_.is_name(i) && !tokens_.is(i + 1, "(") ? inserted(sql::fold_identifier(tokens_.slice(i))) : nullptr;
    if (value == nullptr || !mentions(value->span)) continue;
    nullable = nullable || is_nullable(value->span);
    edits.push_back({span_of(i), "(" + text_with_values(value->span) + ")"});
  }
  if (edits.empty()) return;
  const Span span = span_of(target);
  keys_.push_back({text_with_values(span), sql::apply_edits(decl_.file->text(), span, edits), nullable});
}

/// `column = @parameter` in what AND joins.
void BulkText::find_join_keys(const sql::ExprRef& condition) {
  if (!condition) return;
  for (const sql::ExprRef& conjunct : conjuncts_of(condition)) {
    const auto* call = std::get_if<sql::OperatorCall>(&conjunct->node);
    if (call == nullptr || !call->left || !call->right || call->op.last() != "=") continue;
    const Span left = call->left->extent;
    const Span right = call->right->extent;
    if (mentions(left) == mentions(right)) continue;
    const Span value = mentions(left) ? left : right;
    keys_.push_back({"", text_with_values(value), is_nullable(value)});
  }
}

bool BulkText::is_nullable(Span span) const {
  return std::any_of(uses_.begin(), uses_.end(), [&](const ParameterUse& use) {
    return contains(span, use.span) && !whole_.parameters[static_cast<std::size_t>(use.number) - 1].not_null;
  });
}

const InsertedValue* BulkText::inserted(const std::string& column) const {
  const auto found = std::find_if(inserted_.begin(), inserted_.end(),
                                  [&](const InsertedValue& value) { return value.column == column; });
  return found == inserted_.end() ? nullptr : &*found;
}

const catalog::Relation* BulkText::relation() const {
  const auto* insert = std::get_if<sql::Insert>(&decl_.statement.node);
  const std::vector<std::string>& parts = insert->relation.name.parts;
  return catalog_.find_relation(parts.size() > 1 ? parts[parts.size() - 2] : "", insert->relation.name.last());
}

/// A last column says which element a result is for.
void BulkText::number_rows() {
  const auto* insert = std::get_if<sql::Insert>(&decl_.statement.node);
  const std::uint32_t end = decl_.statement_span.end;
  if (insert == nullptr) return insert_text(end, ", " + source_.ordinality());
  const std::string rows = source_.alias();
  const std::string changed = source_.free_name("changed");
  const std::vector<const ResultColumn*> columns = whole_.columns();
  std::vector<std::string> names;
  std::vector<std::string> shown;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    names.push_back("column_" + std::to_string(i + 1));
    shown.push_back(changed + "." + names.back() + " AS " + catalog::quote_identifier(columns[i]->name));
  }
  std::string returned;
  std::string same;
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    names.push_back("key_" + std::to_string(i + 1));
    returned += ", " + keys_[i].column;
    same += (i == 0 ? "" : " AND ") + changed + "." + names.back() + " = " + keys_[i].value;
  }
  std::size_t keyword = token_at(insert->relation_span.begin);
  while (keyword > 0 && !tokens_.is(keyword, "insert")) --keyword;
  const std::string with = rows + " AS (SELECT " + source_.columns() + " FROM " + source_.item() + "), " + changed +
                           " (" + support::joined(names, ", ") + ") AS (\n";
  if (insert->with) {
    insert_text(span_of(keyword - 1).end, ", " + with);
  } else {
    insert_text(span_of(keyword).begin, "WITH " + with);
  }
  insert_text(end, returned + ")\nSELECT " + support::joined(shown, ", ") + ", " + source_.ordinality() + "\nFROM " +
                       rows + " JOIN " + changed + " ON " + same);
}

}  // namespace pgscribe::analyze
