#include "sql/ast_dump.hpp"

#include <array>

#include "sql/ast_printer.hpp"

// Names, types and expressions.

namespace pgscribe::sql {

void Printer::source(Span span) {
  if (file_ == nullptr) return;
  out_ += "«";
  out_ += file_->slice(span);
  out_ += "»";
}

void Printer::quoted(std::string_view s) {
  out_ += '\'';
  for (const char c : s) {
    if (c == '\'') out_ += '\'';
    out_ += c;
  }
  out_ += '\'';
}

void put(Printer& p, bool value) { p.text(value ? "true" : "false"); }
void put(Printer& p, int value) { p.text(std::to_string(value)); }
void put(Printer& p, char value) { p.text(std::string_view(&value, 1)); }
void put(Printer& p, double value) { p.text(std::to_string(static_cast<long>(value))); }
void put(Printer& p, const std::string& value) { p.quoted(value); }
void put(Printer& p, const Name& name) {
  p.text(name.text);
  p.source(name.span);
}
void put(Printer& p, const QualifiedName& name) {
  p.text(name.joined());
  p.source(name.span);
}

void put(Printer& p, const TypeName& type) {
  if (type.set_of) p.text("setof ");
  p.text(type.name.joined());
  if (type.percent_type) p.text("%type");
  if (!type.modifiers.empty()) {
    p.text("(");
    for (std::size_t i = 0; i < type.modifiers.size(); ++i) {
      if (i != 0) p.text(",");
      put(p, type.modifiers[i]);
    }
    p.text(")");
  }
  for (const int bound : type.array_bounds) p.text(bound < 0 ? "[]" : "[" + std::to_string(bound) + "]");
  p.source(type.span);
}

namespace {

template <class E, std::size_t n>
std::string name_of(E value, const std::array<std::string_view, n>& names) {
  return std::string(names.at(static_cast<std::size_t>(value)));
}

}  // namespace

void put(Printer& p, SubqueryKind kind) {
  p.text(name_of(kind, std::array<std::string_view, 5>{"exists", "all", "any", "scalar", "array"}));
}
void put(Printer& p, PatternKind kind) {
  p.text(name_of(kind, std::array<std::string_view, 3>{"like", "ilike", "similar"}));
}
void put(Printer& p, BooleanOperator op) { p.text(name_of(op, std::array<std::string_view, 3>{"and", "or", "not"})); }
void put(Printer& p, TruthValue test) {
  p.text(name_of(test, std::array<std::string_view, 6>{"is_true", "is_not_true", "is_false", "is_not_false",
                                                       "is_unknown", "is_not_unknown"}));
}
void put(Printer& p, SortDirection direction) {
  p.text(name_of(direction, std::array<std::string_view, 4>{"default", "asc", "desc", "using"}));
}
void put(Printer& p, NullsOrder nulls) {
  p.text(name_of(nulls, std::array<std::string_view, 3>{"default", "first", "last"}));
}
void put(Printer& p, FrameMode mode) {
  p.text(name_of(mode, std::array<std::string_view, 3>{"range", "rows", "groups"}));
}
void put(Printer& p, FrameExclusion exclusion) {
  p.text(name_of(exclusion, std::array<std::string_view, 4>{"none", "current_row", "group", "ties"}));
}
void put(Printer& p, SqlValueKind kind) {
  p.text(name_of(kind, std::array<std::string_view, 15>{
                           "current_date", "current_time", "current_time_n", "current_timestamp", "current_timestamp_n",
                           "local_time", "local_time_n", "local_timestamp", "local_timestamp_n", "current_role",
                           "current_user", "user", "session_user", "current_catalog", "current_schema"}));
}
void put(Printer& p, XmlOperation op) {
  p.text(
      name_of(op, std::array<std::string_view, 7>{"concat", "element", "forest", "parse", "pi", "root", "document"}));
}
void put(Printer& p, const FrameBound& bound) {
  p.text(name_of(bound.kind, std::array<std::string_view, 5>{"unbounded_preceding", "preceding", "current_row",
                                                             "following", "unbounded_following"}));
  if (bound.offset) {
    p.text(" ");
    put(p, bound.offset);
  }
}
void put(Printer& p, const Frame& n) {
  Members(p, "Frame")("mode", n.mode)("start", n.start)("end", n.end)("exclusion", n.exclusion);
}

void put(Printer& p, const FieldStep& n) {
  p.text(".");
  put(p, n.name);
}
void put(Printer& p, const StarStep&) { p.text(".*"); }
void put(Printer& p, const SubscriptStep& n) {
  p.text("[");
  put(p, n.index);
  p.text("]");
}
void put(Printer& p, const SliceStep& n) {
  p.text("[");
  put(p, n.lower);
  p.text(":");
  put(p, n.upper);
  p.text("]");
}
void put(Printer& p, const SortItem& n) {
  Members(p, "SortItem")("expr", n.expr)("direction", n.direction)("nulls", n.nulls)("using", n.using_op);
}
void put(Printer& p, const WindowDefinition& n) {
  Members(p, "Window")("name", n.name)("existing", n.existing)("is_reference", n.is_reference)(
      "partition_by", n.partition_by)("order_by", n.order_by)("frame", n.frame);
}
void put(Printer& p, const CaseWhen& n) { Members(p, "When")("when", n.when)("then", n.then); }
void put(Printer& p, const Unsupported& n) { Members(p, "Unsupported")("tag", n.tag); }

namespace {

/// One overload per expression node; the tag is followed by the source text, so it is written here and not by Members.
class ExprPrinter {
 public:
  ExprPrinter(Printer& p, Span span) : p_(p), span_(span) {}

  void operator()(const ColumnRef& n) {
    for (std::size_t i = 0; i < n.fields.size(); ++i) {
      if (i != 0) p_.text(".");
      p_.text(n.fields[i].text);
    }
    if (n.star) p_.text(n.fields.empty() ? "*" : ".*");
    p_.source(span_);
  }
  void operator()(const ParamRef& n) { leaf("$" + std::to_string(n.number)); }
  void operator()(const NullLiteral&) { leaf("null"); }
  void operator()(const BooleanLiteral& n) { leaf(n.value ? "true" : "false"); }
  void operator()(const IntegerLiteral& n) { leaf(std::to_string(n.value)); }
  void operator()(const FloatLiteral& n) { leaf("#" + n.text); }
  void operator()(const StringLiteral& n) {
    p_.quoted(n.text);
    p_.source(span_);
  }
  void operator()(const BitStringLiteral& n) { leaf("bit:" + n.text); }
  void operator()(const DefaultValue&) { leaf("default"); }
  void operator()(const Cast& n) { members("Cast")("arg", n.arg)("type", n.type); }
  void operator()(const Collate& n) { members("Collate")("arg", n.arg)("collation", n.collation); }
  void operator()(const Indirection& n) { members("Indirection")("arg", n.arg)("steps", n.steps); }
  void operator()(const OperatorCall& n) { members("OperatorCall")("op", n.op)("left", n.left)("right", n.right); }
  void operator()(const ArrayComparison& n) {
    members("ArrayComparison")("op", n.op)("all", n.all)("left", n.left)("right", n.right);
  }
  void operator()(const DistinctFrom& n) {
    members("DistinctFrom")("negated", n.negated)("left", n.left)("right", n.right);
  }
  void operator()(const NullIf& n) { members("NullIf")("left", n.left)("right", n.right); }
  void operator()(const InList& n) { members("InList")("negated", n.negated)("left", n.left)("list", n.list); }
  void operator()(const PatternMatch& n) {
    members("PatternMatch")("kind", n.kind)("op", n.op)("left", n.left)("right", n.right);
  }
  void operator()(const Between& n) {
    members("Between")("negated", n.negated)("symmetric", n.symmetric)("arg", n.arg)("low", n.low)("high", n.high);
  }
  void operator()(const BooleanCall& n) { members("BooleanCall")("op", n.op)("args", n.args); }
  void operator()(const NullTest& n) { members("NullTest")("negated", n.negated)("arg", n.arg); }
  void operator()(const BooleanTest& n) { members("BooleanTest")("test", n.test)("arg", n.arg); }
  void operator()(const NamedArgument& n) { members("NamedArgument")("name", n.name)("value", n.value); }
  void operator()(const FunctionCall& n) {
    members("FunctionCall")("name", n.name)("args", n.args)("star", n.star)("distinct", n.distinct)(
        "variadic", n.variadic)("within_group", n.within_group)("sql_syntax", n.sql_syntax)("order_by", n.order_by)(
        "filter", n.filter)("over", n.over);
  }
  void operator()(const Case& n) { members("Case")("arg", n.arg)("whens", n.whens)("otherwise", n.otherwise); }
  void operator()(const Coalesce& n) { members("Coalesce")("args", n.args); }
  void operator()(const MinMax& n) { members("MinMax")("greatest", n.greatest)("args", n.args); }
  void operator()(const SqlValueFunction& n) {
    put(p_, n.kind);
    if (n.precision >= 0) p_.text("(" + std::to_string(n.precision) + ")");
    p_.source(span_);
  }
  void operator()(const Subquery& n) {
    members("Subquery")("kind", n.kind)("test", n.test)("op", n.op)("select", n.select);
  }
  void operator()(const ArrayConstructor& n) { members("Array")("elements", n.elements); }
  void operator()(const RowConstructor& n) { members("Row")("fields", n.fields)("explicit", n.is_explicit); }
  void operator()(const GroupingCall& n) { members("Grouping")("args", n.args); }
  void operator()(const CurrentOf& n) { members("CurrentOf")("cursor", n.cursor); }
  void operator()(const MultiAssignment& n) {
    members("MultiAssignment")("source", n.source)("index", n.index)("count", n.count);
  }
  void operator()(const XmlCall& n) {
    p_.text("XmlCall");
    p_.source(span_);
    Members m(p_, "");
    m("op", n.op)("name", n.name);
    for (const auto& [name, value] : n.named_args)
      m(name.empty() ? std::string_view("unnamed") : std::string_view(name), value);
    m("args", n.args);
  }
  void operator()(const XmlSerialize& n) { members("XmlSerialize")("arg", n.arg)("type", n.type); }
  void operator()(const JsonObject& n) { put_json(n); }
  void operator()(const JsonArray& n) { put_json(n); }
  void operator()(const JsonArrayQuery& n) { put_json(n); }
  void operator()(const JsonAggregate& n) { put_json(n); }
  void operator()(const JsonParse& n) { put_json(n); }
  void operator()(const JsonScalar& n) { put_json(n); }
  void operator()(const JsonSerialize& n) { put_json(n); }
  void operator()(const JsonTest& n) { put_json(n); }
  void operator()(const JsonQueryCall& n) { put_json(n); }
  void operator()(const MergeActionCall&) { leaf("merge_action"); }
  void operator()(const Unsupported& n) { put(p_, n); }

 private:
  Members members(std::string_view tag) {
    p_.text(tag);
    p_.source(span_);
    return Members(p_, "");
  }
  template <class Node>
  void put_json(const Node& n) {
    p_.source(span_);
    put(p_, n);
  }
  void leaf(const std::string& text) {
    p_.text(text);
    p_.source(span_);
  }

  Printer& p_;
  Span span_;
};

}  // namespace

void put(Printer& p, const Expr& expr) { std::visit(ExprPrinter(p, expr.span), expr.node); }

std::string dump(const Statement& statement, const support::SourceFile* file) {
  Printer p(file);
  put(p, statement);
  return p.take();
}

std::string dump(const Expr& expr, const support::SourceFile* file) {
  Printer p(file);
  put(p, expr);
  return p.take();
}

}  // namespace pgscribe::sql
