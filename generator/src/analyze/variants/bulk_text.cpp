#include "analyze/variants/bulk_text.hpp"

#include <algorithm>
#include <variant>

#include "analyze/variants/messages.hpp"
#include "catalog/quote_identifier.hpp"
#include "sql/scanner.hpp"

namespace pgscribe::analyze {
namespace {

/// Are there names of columns without their table beside the rows?
bool has_columns_beside(const sql::Statement& statement) {
  const auto* insert = std::get_if<sql::Insert>(&statement.node);
  return insert != nullptr ? insert->source && !insert->source->from.empty()
                           : !std::holds_alternative<sql::Merge>(statement.node);
}

/// What of a SELECT makes other rows of those of FROM; empty: nothing.
std::string_view obstacle_of(const sql::Select& select) {
  if (select.with) return "WITH";
  if (select.set_operator != sql::SetOperator::none) return "UNION, INTERSECT or EXCEPT";
  if (select.distinct) return "DISTINCT";
  if (!select.group_by.empty()) return "GROUP BY";
  if (select.having) return "HAVING";
  if (!select.windows.empty()) return "WINDOW";
  if (!select.order_by.empty()) return "ORDER BY";
  if (select.limit || select.offset) return "LIMIT";
  if (!select.locking.empty()) return "FOR UPDATE";
  return "";
}

}  // namespace

BulkText::BulkText(const query::QueryDecl& decl, const AnalyzedQuery& whole, const catalog::Catalog& catalog,
                   std::vector<const QueryParameter*> parameters, support::Diagnostics& diagnostics)
    : decl_(decl),
      whole_(whole),
      catalog_(catalog),
      diagnostics_(diagnostics),
      base_(decl.statement_span.begin),
      tokens_(decl.file->slice(decl.statement_span)),
      uses_(StatementText(decl).parameter_uses()),
      source_(decl, whole, catalog, std::move(parameters), has_columns_beside(decl.statement)) {}

bool BulkText::run(const query::BulkItem& item, VariantPlan& plan) {
  const sql::Statement& statement = decl_.statement;
  if (!find_keys(item)) return false;
  item_ = source_.item();
  if (item.is_in_order && std::holds_alternative<sql::Insert>(statement.node)) item_ = source_.alias();
  if (item.is_distinct) item_ = source_.distinct_item(keys_, item_);
  bool is_joined = false;
  if (const auto* own = std::get_if<sql::Insert>(&statement.node)) is_joined = insert(*own);
  if (const auto* own = std::get_if<sql::Update>(&statement.node)) is_joined = update(*own);
  if (const auto* own = std::get_if<sql::Delete>(&statement.node)) is_joined = delete_rows(*own);
  if (const auto* own = std::get_if<sql::Merge>(&statement.node)) is_joined = merge(*own);
  if (!is_joined || !check_reach()) return false;
  if (item.is_in_order) number_rows();
  add_values();
  plan.slots = std::move(slots_);
  std::stable_sort(plan.slots.begin(), plan.slots.end(), [](const Slot& a, const Slot& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end < b.span.end;
  });
  return true;
}

bool BulkText::fail(Span span, support::Message message) const {
  diagnostics_.add(*decl_.file, span, std::move(message));
  return false;
}

// --- where the rows are joined

bool BulkText::insert(const sql::Insert& insert) {
  Range range = source_range(insert);
  if (!insert.source) return true;
  return insert.source->values.empty() ? select_rows(*insert.source, range, true)
                                       : values_row(*insert.source, range, true);
}

/// `VALUES (...)` becomes `SELECT ... FROM rows`, without what is DEFAULT.
bool BulkText::values_row(const sql::Select& select, Range range, bool sorts) {
  if (select.values.size() != 1) return fail(span_of(range.begin), msg::BulkSeveralRows());
  const std::size_t open = range.begin + 1;
  const std::size_t close = tokens_.match(open);
  reach({open + 1, close});
  if (!drop_defaults({open + 1, close})) return false;
  replace(span_of(Range{range.begin, open + 1}), "SELECT ");
  replace(span_of(close), " FROM " + item_ + (sorts ? " ORDER BY " + source_.ordinality() : ""));
  return true;
}

/// A SELECT has no DEFAULT: a column that is not named takes it.
bool BulkText::drop_defaults(Range values) {
  const std::vector<Range> given = items(values);
  const auto is_default = [&](const Range& value) { return tokens_.is(value.begin, "default"); };
  if (std::none_of(given.begin(), given.end(), is_default)) return true;
  const auto* insert = std::get_if<sql::Insert>(&decl_.statement.node);
  if (insert == nullptr || insert->columns.empty()) return fail(span_of(values), msg::BulkDefaultWithoutColumns());
  std::size_t open = token_at(insert->columns.front().span.begin);
  while (!tokens_.is(open, "(")) --open;
  const std::vector<Range> columns = items({open + 1, tokens_.match(open)});
  const auto drop = [&](const std::vector<Range>& list, std::size_t i, std::size_t first_kept) {
    if (i < first_kept) {
      replace({span_of(list[i].begin).begin, span_of(list[i + 1].begin).begin}, "");
    } else {
      replace({span_of(list[i - 1].end - 1).end, span_of(list[i].end - 1).end}, "");
    }
  };
  const auto first_kept =
      static_cast<std::size_t>(std::find_if_not(given.begin(), given.end(), is_default) - given.begin());
  for (std::size_t i = 0; i < std::min(given.size(), columns.size()); ++i) {
    if (!is_default(given[i])) continue;
    drop(given, i, first_kept);
    drop(columns, i, first_kept);
  }
  return true;
}

bool BulkText::select_rows(const sql::Select& select, Range range, bool sorts) {
  const std::string_view obstacle = obstacle_of(select);
  if (!obstacle.empty()) return fail(span_of(range.begin), msg::BulkNotSimple(std::string(obstacle)));
  const std::size_t from = select.from.empty() ? range.end : find(range, "from");
  const std::size_t where = select.where ? find(range, "where") : range.end;
  reach({range.begin + 1, std::min(from, where)});
  reach({where, range.end});
  const std::string rows = (select.from.empty() ? "\nFROM " : ", ") + item_;
  const std::string order = sorts ? "\nORDER BY " + source_.ordinality() : "";
  if (where == range.end) {
    insert_text(span_of(range.end - 1).end, rows + order);
  } else {
    insert_text(span_of(where - 1).end, rows);
    insert_text(span_of(range.end - 1).end, order);
  }
  return true;
}

bool BulkText::update(const sql::Update& update) {
  const Range whole{token_at(update.relation_span.end), tokens_.size()};
  const std::size_t set = find(whole, "set");
  const std::size_t from = find({set, whole.end}, "from");
  reach({set + 1, std::min({from, find(whole, "where"), find(whole, "returning")})});
  return join("FROM", !update.from.empty(), whole.begin, update.where);
}

bool BulkText::delete_rows(const sql::Delete& deletion) {
  return join("USING", !deletion.using_items.empty(), token_at(deletion.relation_span.end), deletion.where);
}

/// In front of WHERE, which says which rows belong together.
bool BulkText::join(const char* keyword, bool has_items, std::size_t begin, const sql::ExprRef& condition) {
  const std::size_t where = find({begin, tokens_.size()}, "where");
  const std::size_t returning = find({begin, tokens_.size()}, "returning");
  if (!condition || !mentions(span_of(Range{where, returning}))) return fail(whole_.name_span, msg::BulkNotJoined());
  reach({where, tokens_.size()});
  insert_text(span_of(where - 1).end, (has_items ? ", " : "\n" + std::string(keyword) + " ") + item_);
  spell_stars_out(returning);
  return true;
}

/// A star would show the rows, too.
void BulkText::spell_stars_out(std::size_t returning) {
  if (returning == tokens_.size()) return;
  const Span clause = span_of(Range{returning, tokens_.size()});
  for (const sql::TextEdit& edit : whole_.sent_edits) {
    if (contains(clause, edit.span) && decl_.file->slice(edit.span) == "*") replace(edit.span, edit.replacement);
  }
}

bool BulkText::merge(const sql::Merge& merge) {
  const auto* source = std::get_if<sql::SubqueryFrom>(&merge.source->node);
  const std::size_t open = find({token_at(merge.relation_span.end), tokens_.size()}, "using") + 1;
  const std::size_t close = tokens_.match(open);
  if (source == nullptr || (!tokens_.is(open + 1, "values") && !tokens_.is(open + 1, "select")))
    return fail(merge.source->span, msg::BulkSourceNotRows());
  const Range range{open + 1, close};
  return source->select->values.empty() ? select_rows(*source->select, range, false)
                                        : values_row(*source->select, range, false);
}

// --- values of the rows

bool BulkText::check_reach() const {
  for (const ParameterUse& use : uses_) {
    const bool is_inside =
        std::any_of(reach_.begin(), reach_.end(), [&](Span span) { return contains(span, use.span); });
    if (!source_.has(use.number) || is_inside) continue;
    const QueryParameter& parameter = whole_.parameters[static_cast<std::size_t>(use.number) - 1];
    return fail(use.span, msg::BulkOutOfReach(parameter.name, hint_of(use)));
  }
  return true;
}

std::string BulkText::hint_of(const ParameterUse& use) const {
  if (std::holds_alternative<sql::Merge>(decl_.statement.node)) return msg::BulkUseSource();
  const auto* insert = std::get_if<sql::Insert>(&decl_.statement.node);
  if (insert == nullptr || !insert->on_conflict || use.span.begin < insert->on_conflict->span.begin)
    return msg::BulkUseSingle();
  const auto own = std::find_if(inserted_.begin(), inserted_.end(), [&](const InsertedValue& value) {
    return std::any_of(uses_.begin(), uses_.end(), [&](const ParameterUse& other) {
      return other.number == use.number && contains(value.span, other.span);
    });
  });
  return own == inserted_.end() ? msg::BulkUseSingle() : msg::BulkUseExcluded(own->column);
}

void BulkText::add_values() {
  for (const ParameterUse& use : uses_) {
    if (source_.has(use.number)) replace(use.span, source_.value(use.number));
  }
}

bool BulkText::mentions(Span span) const {
  return std::any_of(uses_.begin(), uses_.end(),
                     [&](const ParameterUse& use) { return source_.has(use.number) && contains(span, use.span); });
}

std::string BulkText::text_with_values(Span span) const {
  std::vector<sql::TextEdit> edits;
  for (const sql::TextEdit& edit : decl_.edits) {
    if (!mentions(edit.span)) edits.push_back(edit);
  }
  for (const ParameterUse& use : uses_) {
    if (source_.has(use.number)) edits.push_back({use.span, source_.value(use.number)});
  }
  return sql::apply_edits(decl_.file->text(), span, std::move(edits));
}

// --- the text

Span BulkText::span_of(std::size_t token) const {
  const sql::TextRange range = tokens_.range(token);
  return {base_ + range.begin, base_ + range.end};
}

/// Outside of parentheses; not of IS DISTINCT FROM, nor a name behind AS or a dot.
std::size_t BulkText::find(Range range, std::string_view keyword) const {
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const bool is_other = i > 0 && (tokens_.is(i - 1, "distinct") || tokens_.is(i - 1, "as") || tokens_.is(i - 1, "."));
    if (tokens_.is(i, keyword) && !is_other) return i;
    const std::size_t close = tokens_.match(i);
    if (close < tokens_.size() && close > i) i = close;
  }
  return range.end;
}

std::vector<BulkText::Range> BulkText::items(Range range) const {
  std::vector<Range> result{{range.begin, range.end}};
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const std::size_t close = tokens_.match(i);
    if (close < tokens_.size() && close > i) i = close;
    if (!tokens_.is(i, ",")) continue;
    result.back().end = i;
    result.push_back({i + 1, range.end});
  }
  return result;
}

void BulkText::insert_text(std::uint32_t place, std::string text) { replace({place, place}, std::move(text)); }

void BulkText::replace(Span span, std::string text) { slots_.push_back({span, {{Condition{}, std::move(text)}}}); }

void BulkText::reach(Range range) {
  if (range.begin < range.end) reach_.push_back(span_of(range));
}

}  // namespace pgscribe::analyze
