#include <algorithm>
#include <array>

#include "analyze/calls/messages.hpp"
#include "analyze/clauses/clause_rules.hpp"
#include "analyze/clauses/clauses.hpp"
#include "analyze/clauses/messages.hpp"
#include "analyze/clauses/sort_group.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/types/coercion.hpp"

// WINDOW and OVER (transformWindowDefinitions and transformFrameOffset).

namespace pgscribe::analyze {
namespace {

namespace oid = catalog::oid;

/// The in_range support functions of PostgreSQL's btree operator families: sort type and the offset types it takes.
struct RangeSupport {
  Oid type;
  std::array<Oid, 3> offsets;
};
constexpr RangeSupport kRangeSupport[] = {
    {oid::int2, {oid::int8, oid::int4, oid::int2}},
    {oid::int4, {oid::int8, oid::int4, oid::int2}},
    {oid::int8, {oid::int8, 0, 0}},
    {oid::float4, {oid::float8, 0, 0}},
    {oid::float8, {oid::float8, 0, 0}},
    {oid::numeric, {oid::numeric, 0, 0}},
    {oid::date, {oid::interval, 0, 0}},
    {oid::time, {oid::interval, 0, 0}},
    {oid::timetz, {oid::interval, 0, 0}},
    {oid::timestamp, {oid::interval, 0, 0}},
    {oid::timestamptz, {oid::interval, 0, 0}},
    {oid::interval, {oid::interval, 0, 0}},
};

const RangeSupport* find_range_support(Oid type) {
  const auto* found = std::find_if(std::begin(kRangeSupport), std::end(kRangeSupport),
                                   [&](const RangeSupport& support) { return support.type == type; });
  return found == std::end(kRangeSupport) ? nullptr : found;
}

const WindowClause* find_window(const std::vector<WindowClause>& windows, const std::string& name) {
  for (const WindowClause& window : windows) {
    if (!window.name.empty() && window.name == name) return &window;
  }
  return nullptr;
}

bool is_offset(sql::FrameBoundKind kind) {
  return kind == sql::FrameBoundKind::offset_preceding || kind == sql::FrameBoundKind::offset_following;
}

/// The input type of the operator class that sorts `type` (opcintype): messages name it, not the column's type.
Oid ordering_input_type(const catalog::Catalog& catalog, Oid type) {
  if (type == oid::varchar) return oid::text;
  if (type == oid::cidr) return oid::inet;
  const Oid object_names[] = {oid::regproc,      oid::regprocedure, oid::regoper,     oid::regoperator,
                              oid::regclass,     oid::regtype,      oid::regconfig,   oid::regdictionary,
                              oid::regnamespace, oid::regrole,      oid::regcollation};
  if (std::find(std::begin(object_names), std::end(object_names), type) != std::end(object_names)) return oid::oid;
  const catalog::Type* found = catalog.type(type);
  if (found == nullptr) return type;
  if (found->is_true_array && type != oid::oidvector) return oid::anyarray;
  switch (found->kind) {
    case catalog::TypeKind::enum_: return oid::anyenum;
    case catalog::TypeKind::range: return oid::anyrange;
    case catalog::TypeKind::multirange: return oid::anymultirange;
    case catalog::TypeKind::composite: return oid::record;
    default: return type;
  }
}

/// The type a RANGE offset must have: what the sort column's in_range functions take.
Oid range_offset_type(ParseState& state, const BoundExpr& offset, Oid sort_type) {
  const catalog::Catalog& catalog = state.context.catalog;
  const RangeSupport* support = find_range_support(sort_type);
  const std::string column_type = catalog.format_type(ordering_input_type(catalog, sort_type));
  if (support == nullptr) fail(state, offset.span, msg::RangeOffsetNotSupported(column_type));
  // As with an operator, an offset of unknown type takes the other side's type.
  const Oid preferred = offset.type == oid::unknown ? sort_type : offset.type;
  Oid selected = catalog::kInvalidOid;
  int matches = 0;
  for (const Oid candidate : support->offsets) {
    if (candidate == catalog::kInvalidOid) continue;
    const Oid from[] = {offset.type};
    const Oid to[] = {candidate};
    if (!can_coerce(catalog, from, to, CoercionContext::implicit)) continue;
    ++matches;
    if (selected != preferred) selected = candidate;
  }
  const std::string offset_type = catalog.format_type(offset.type);
  if (matches == 0) fail(state, offset.span, msg::RangeOffsetTypeNotSupported(column_type, offset_type));
  if (matches != 1 && selected != preferred) {
    fail(state, offset.span, msg::RangeOffsetAmbiguous(column_type, offset_type));
  }
  return selected;
}

BoundRef transform_offset(ParseState& state, const sql::ExprRef& clause, const WindowClause& window) {
  if (!clause) return nullptr;
  BoundRef offset;
  std::string_view construct = "ROWS";
  switch (window.mode) {
    case sql::FrameMode::rows:
      offset = coerce_to_specific_type(state, transform_expr(state, *clause, ExprKind::window_frame_rows), oid::int8,
                                       construct);
      break;
    case sql::FrameMode::groups:
      construct = "GROUPS";
      offset = coerce_to_specific_type(state, transform_expr(state, *clause, ExprKind::window_frame_groups), oid::int8,
                                       construct);
      break;
    case sql::FrameMode::range: {
      construct = "RANGE";
      offset = transform_expr(state, *clause, ExprKind::window_frame_range);
      const Oid sort_type = state.context.catalog.base_type(window.order_by.front().expr->type);
      const Oid type = range_offset_type(state, *offset, sort_type);
      offset = coerce_to_specific_type(state, std::move(offset), type, construct);
      break;
    }
  }
  check_no_columns(state, *offset, construct);
  return offset;
}

class WindowTransform {
 public:
  WindowTransform(ParseState& state, std::vector<TargetEntry>& targets) : state_(state), targets_(targets) {}

  void add(const sql::WindowDefinition& definition) {
    std::vector<WindowClause>& windows = state_.query->windows;
    if (!definition.name.empty() && find_window(windows, definition.name) != nullptr) {
      refuse(definition, msg::WindowIsAlreadyDefined(definition.name));
    }
    const WindowClause* existing = nullptr;
    if (!definition.existing.empty()) {
      existing = find_window(windows, definition.existing);
      if (existing == nullptr) refuse(definition, msg::WindowDoesNotExist(definition.existing));
    }
    WindowClause window;
    window.name = definition.name;
    window.order_by = transform_order_by(state_, definition.order_by, targets_, ExprKind::window_order, true);
    window.partition_by = partition(definition);
    if (existing != nullptr) inherit(definition, *existing, window);
    frame(definition, window);
    windows.push_back(std::move(window));
  }

 private:
  [[noreturn]] void refuse(const sql::WindowDefinition& definition, support::Message message) {
    fail(state_, definition.span, std::move(message));
  }

  BoundList partition(const sql::WindowDefinition& definition) {
    BoundList keys;
    std::vector<int> seen;
    for (const sql::ExprRef& expr : definition.partition_by) {
      const int index = find_target_sql99(state_, *expr, targets_, ExprKind::window_partition);
      if (std::find(seen.begin(), seen.end(), index) != seen.end()) continue;
      seen.push_back(index);
      TargetEntry& target = targets_[static_cast<std::size_t>(index)];
      make_groupable(state_, target, expr->extent);
      keys.push_back(target.expr);
    }
    return keys;
  }

  /// What a window takes over from the one it is based on. PARTITION BY always, ORDER BY when it has none of its own, a
  /// frame never.
  void inherit(const sql::WindowDefinition& definition, const WindowClause& existing, WindowClause& window) {
    if (!window.partition_by.empty()) refuse(definition, msg::WindowPartitionOverridden(definition.existing));
    window.partition_by = existing.partition_by;
    if (!window.order_by.empty() && !existing.order_by.empty()) {
      refuse(definition, msg::WindowOrderOverridden(definition.existing));
    }
    if (!existing.default_frame) {
      const bool is_bare = definition.name.empty() && window.order_by.empty() && !definition.frame;
      refuse(definition,
             msg::CopiedWindowHasFrame(definition.existing, is_bare ? msg::OmitParentheses() : std::string()));
    }
    if (window.order_by.empty()) window.order_by = existing.order_by;
  }

  void frame(const sql::WindowDefinition& definition, WindowClause& window) {
    if (!definition.frame) return;
    const sql::Frame& frame = *definition.frame;
    window.default_frame = false;
    window.mode = frame.mode;
    window.start = frame.start;
    window.end = frame.end;
    window.exclusion = frame.exclusion;
    const bool has_offset = is_offset(frame.start.kind) || is_offset(frame.end.kind);
    if (frame.mode == sql::FrameMode::range && has_offset && window.order_by.size() != 1) {
      refuse(definition, msg::RangeNeedsOneOrderBy());
    }
    if (frame.mode == sql::FrameMode::groups && window.order_by.empty()) {
      refuse(definition, msg::GroupsNeedsOrderBy());
    }
    window.start_offset = transform_offset(state_, frame.start.offset, window);
    window.end_offset = transform_offset(state_, frame.end.offset, window);
  }

  ParseState& state_;
  std::vector<TargetEntry>& targets_;
};

}  // namespace

void transform_windows(ParseState& state, std::vector<TargetEntry>& targets) {
  WindowTransform transform(state, targets);
  // By index and by value: an (illegal) window call inside a definition adds to the list.
  for (std::size_t i = 0; i < state.window_definitions.size(); ++i) {
    const sql::WindowDefinition definition = state.window_definitions[i];
    transform.add(definition);
  }
}

}  // namespace pgscribe::analyze
