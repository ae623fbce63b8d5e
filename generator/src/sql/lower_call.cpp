#include <string_view>
#include <unordered_map>
#include <utility>

#include "sql/lowering.hpp"

// Calls and the clauses of calls: aggregate order, filters, windows; SQL value functions; XML functions.

namespace pgscribe::sql {
namespace {

/// nodes/parsenodes.h, FRAMEOPTION_*.
enum FrameOption : unsigned {
  kNonDefault = 0x1,
  kRows = 0x4,
  kGroups = 0x8,
  kStartUnboundedPreceding = 0x20,
  kEndUnboundedPreceding = 0x40,
  kStartUnboundedFollowing = 0x80,
  kEndUnboundedFollowing = 0x100,
  kStartCurrentRow = 0x200,
  kEndCurrentRow = 0x400,
  kStartOffsetPreceding = 0x800,
  kEndOffsetPreceding = 0x1000,
  kStartOffsetFollowing = 0x2000,
  kEndOffsetFollowing = 0x4000,
  kExcludeCurrentRow = 0x8000,
  kExcludeGroup = 0x10000,
  kExcludeTies = 0x20000
};

FrameBoundKind bound_kind(unsigned options, bool end) {
  const auto has = [&](unsigned start_option, unsigned end_option) {
    return (options & (end ? end_option : start_option)) != 0;
  };
  if (has(kStartUnboundedPreceding, kEndUnboundedPreceding)) return FrameBoundKind::unbounded_preceding;
  if (has(kStartUnboundedFollowing, kEndUnboundedFollowing)) return FrameBoundKind::unbounded_following;
  if (has(kStartOffsetPreceding, kEndOffsetPreceding)) return FrameBoundKind::offset_preceding;
  if (has(kStartOffsetFollowing, kEndOffsetFollowing)) return FrameBoundKind::offset_following;
  return FrameBoundKind::current_row;
}

std::optional<Frame> lower_frame(Lowering& l, NodeView n) {
  const auto options = static_cast<unsigned>(n.integer("frameOptions"));
  if ((options & kNonDefault) == 0) return std::nullopt;
  Frame frame;
  if ((options & kRows) != 0) frame.mode = FrameMode::rows;
  if ((options & kGroups) != 0) frame.mode = FrameMode::groups;
  frame.start = {bound_kind(options, false), lower_expr(l, n["startOffset"])};
  frame.end = {bound_kind(options, true), lower_expr(l, n["endOffset"])};
  if ((options & kExcludeCurrentRow) != 0) frame.exclusion = FrameExclusion::current_row;
  if ((options & kExcludeGroup) != 0) frame.exclusion = FrameExclusion::group;
  if ((options & kExcludeTies) != 0) frame.exclusion = FrameExclusion::ties;
  return frame;
}

/// The text from a call's first token to the parenthesis that closes its arguments, FILTER and OVER included.
Span call_extent(Lowering& l, int location) {
  const TokenIndex& tokens = l.tokens();
  const std::size_t first = l.token_at(location);
  std::size_t past = tokens.past_dotted(first);
  if (tokens.is(past, "(")) past = tokens.match(past) + 1;
  if (tokens.is(past, "within") && tokens.is(past + 1, "group")) past = tokens.match(past + 2) + 1;
  if (tokens.is(past, "filter") && tokens.is(past + 1, "(")) past = tokens.match(past + 1) + 1;
  if (tokens.is(past, "over")) past = tokens.is(past + 1, "(") ? tokens.match(past + 1) + 1 : past + 2;
  return l.tokens_span(first, past);
}

}  // namespace

std::vector<SortItem> lower_sort(Lowering& l, NodeView list) {
  std::vector<SortItem> result;
  for (const NodeView item : list) {
    const NodeView n = item.body();
    SortItem sort;
    sort.expr = lower_expr(l, n["node"]);
    const std::string_view direction = n.text("sortby_dir");
    if (direction == "SORTBY_ASC") sort.direction = SortDirection::ascending;
    if (direction == "SORTBY_DESC") sort.direction = SortDirection::descending;
    if (direction == "SORTBY_USING") {
      sort.direction = SortDirection::using_;
      sort.using_op = lower_operator(l, n["useOp"], n.location());
    }
    const std::string_view nulls = n.text("sortby_nulls");
    if (nulls == "SORTBY_NULLS_FIRST") sort.nulls = NullsOrder::first;
    if (nulls == "SORTBY_NULLS_LAST") sort.nulls = NullsOrder::last;
    result.push_back(std::move(sort));
  }
  return result;
}

WindowDefinition lower_window(Lowering& l, NodeView n) {
  WindowDefinition window;
  window.name = n.text("name");
  window.span = l.token(n.location());
  window.existing = n.text("refname");
  window.partition_by = lower_exprs(l, n["partitionClause"]);
  window.order_by = lower_sort(l, n["orderClause"]);
  window.frame = lower_frame(l, n);
  return window;
}

std::shared_ptr<const WindowDefinition> lower_over(Lowering& l, NodeView n) {
  if (!n) return nullptr;
  WindowDefinition window = lower_window(l, n);
  // OVER w (no parentheses) arrives with `name` set, OVER (w ...) with `refname`
  if (!window.name.empty()) {
    window.existing = std::exchange(window.name, {});
    window.is_reference = true;
  }
  return std::make_shared<const WindowDefinition>(std::move(window));
}

ExprRef lower_function_call(Lowering& l, NodeView n) {
  FunctionCall call;
  const bool sql_syntax = n.text("funcformat") == "COERCE_SQL_SYNTAX";
  const Span span = l.dotted(n.location());
  call.name = lower_name(l, n["funcname"], n.location());
  call.sql_syntax = sql_syntax;
  call.args = lower_exprs(l, n["args"]);
  if (sql_syntax && call.name.last() == "timezone" && call.args.size() == 1)
    l.needs(construct::kAtLocal, l.to_file(l.tokens().range(l.find_ahead({"local"}))));
  if (sql_syntax && call.name.last() == "extract" && !call.args.empty()) {
    const NodeView field = *n["args"].begin();
    if (field.is("ParamRef")) l.syntax_error(field.body().location());  // EXTRACT($1 FROM a)
  }
  call.star = n.flag("agg_star");
  call.distinct = n.flag("agg_distinct");
  call.variadic = n.flag("func_variadic");
  call.within_group = n.flag("agg_within_group");
  call.order_by = lower_sort(l, n["agg_order"]);
  call.filter = lower_expr(l, n["agg_filter"]);
  call.over = lower_over(l, n["over"]);
  Span extent = call_extent(l, n.location());
  grow(extent, call.args);
  return make_expr(std::move(call), span, extent);
}

ExprRef lower_sql_value_function(Lowering& l, NodeView n) {
  static const std::unordered_map<std::string_view, SqlValueKind> kinds{
      {"SVFOP_CURRENT_DATE", SqlValueKind::current_date},
      {"SVFOP_CURRENT_TIME", SqlValueKind::current_time},
      {"SVFOP_CURRENT_TIME_N", SqlValueKind::current_time_n},
      {"SVFOP_CURRENT_TIMESTAMP", SqlValueKind::current_timestamp},
      {"SVFOP_CURRENT_TIMESTAMP_N", SqlValueKind::current_timestamp_n},
      {"SVFOP_LOCALTIME", SqlValueKind::local_time},
      {"SVFOP_LOCALTIME_N", SqlValueKind::local_time_n},
      {"SVFOP_LOCALTIMESTAMP", SqlValueKind::local_timestamp},
      {"SVFOP_LOCALTIMESTAMP_N", SqlValueKind::local_timestamp_n},
      {"SVFOP_CURRENT_ROLE", SqlValueKind::current_role},
      {"SVFOP_CURRENT_USER", SqlValueKind::current_user},
      {"SVFOP_USER", SqlValueKind::user},
      {"SVFOP_SESSION_USER", SqlValueKind::session_user},
      {"SVFOP_CURRENT_CATALOG", SqlValueKind::current_catalog},
      {"SVFOP_CURRENT_SCHEMA", SqlValueKind::current_schema},
  };
  const Span span = l.token(n.location());
  const std::string_view op = n.text("op");
  const auto kind = kinds.find(op);
  if (kind == kinds.end()) {
    l.unsupported(op, span);
    n.pass_over();
    return make_expr(Unsupported{std::string(op)}, span, span);
  }
  const bool has_precision = op.substr(op.size() - 2) == "_N";
  Span extent = span;
  if (l.tokens().is(l.cursor(), "(")) {
    const std::size_t close = l.tokens().match(l.cursor());
    extent = cover(extent, l.tokens_span(close, close + 1));
  }
  return make_expr(SqlValueFunction{kind->second, has_precision ? n.integer("typmod") : -1}, span, extent);
}

ExprRef lower_xml_expr(Lowering& l, NodeView n) {
  static const std::unordered_map<std::string_view, XmlOperation> operations{
      {"IS_XMLCONCAT", XmlOperation::concat},  {"IS_XMLELEMENT", XmlOperation::element},
      {"IS_XMLFOREST", XmlOperation::forest},  {"IS_XMLPARSE", XmlOperation::parse},
      {"IS_XMLPI", XmlOperation::pi},          {"IS_XMLROOT", XmlOperation::root},
      {"IS_DOCUMENT", XmlOperation::document},
  };
  const Span span = l.token(n.location());
  const auto operation = operations.find(n.text("op"));
  if (operation == operations.end()) {
    l.unsupported(n.text("op"), span);
    n.pass_over();
    return make_expr(Unsupported{std::string(n.text("op"))}, span, span);
  }
  XmlCall call;
  call.op = operation->second;
  call.name = n.text("name");
  for (const NodeView item : n["named_args"]) {
    const NodeView target = item.body();
    ExprRef value = lower_expr(l, target["val"]);
    call.named_args.emplace_back(std::string(target.text("name")), std::move(value));
  }
  call.args = lower_exprs(l, n["args"]);
  Span extent = span;
  for (const auto& [name, value] : call.named_args) grow(extent, value);
  grow(extent, call.args);
  const std::size_t first = l.token_at(n.location());
  if (l.tokens().is(first + 1, "(")) {
    extent = cover(extent, l.tokens_span(first, l.tokens().match(first + 1) + 1));
  }
  return make_expr(std::move(call), span, extent);
}

ExprRef lower_xml_serialize(Lowering& l, NodeView n) {
  const Span span = l.token(n.location());
  ExprRef arg = lower_expr(l, n["expr"]);
  TypeName type = lower_type(l, n["typeName"]);
  const std::size_t first = l.token_at(n.location());
  const std::size_t end = l.tokens().match(first + 1);
  const bool is_unindented = l.tokens().is(end - 1, "indent") && l.tokens().is(end - 2, "no");
  if (n.flag("indent") || is_unindented) l.needs(construct::kXmlIndent, l.to_file(l.tokens().range(end - 1)));
  const Span extent = l.tokens_span(first, end + 1);
  return make_expr(XmlSerialize{std::move(arg), std::move(type)}, span, extent);
}

}  // namespace pgscribe::sql
