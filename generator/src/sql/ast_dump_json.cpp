#include <array>

#include "sql/ast_printer.hpp"

// SQL/JSON expressions and JSON_TABLE.

namespace pgscribe::sql {

void put(Printer& p, JsonItemKind kind) {
  p.text(std::array<std::string_view, 4>{"any", "object", "array", "scalar"}.at(static_cast<std::size_t>(kind)));
}
void put(Printer& p, JsonQueryKind kind) {
  p.text(std::array<std::string_view, 3>{"exists", "query", "value"}.at(static_cast<std::size_t>(kind)));
}
void put(Printer& p, JsonWrapper wrapper) {
  p.text(std::array<std::string_view, 4>{"unspecified", "none", "conditional", "unconditional"}.at(
      static_cast<std::size_t>(wrapper)));
}
void put(Printer& p, JsonQuotes quotes) {
  p.text(std::array<std::string_view, 3>{"unspecified", "keep", "omit"}.at(static_cast<std::size_t>(quotes)));
}
void put(Printer& p, JsonColumnKind kind) {
  p.text(std::array<std::string_view, 5>{"ordinality", "regular", "exists", "formatted", "nested"}.at(
      static_cast<std::size_t>(kind)));
}

void put(Printer& p, const JsonFormat& n) {
  p.text("json");
  if (n.encoding != JsonEncoding::default_) put(p, static_cast<int>(n.encoding));
}
bool is_default(const JsonFormat& n) { return !n.is_json; }

void put(Printer& p, const JsonValue& n) {
  put(p, n.expr);
  if (n.format.is_json) put(p, n.format);
}
void put(Printer& p, const JsonOutput& n) {
  put(p, n.type);
  if (n.format.is_json) put(p, n.format);
}
void put(Printer& p, const JsonMember& n) {
  put(p, n.key);
  p.text(":");
  put(p, n.value);
}
void put(Printer& p, const JsonArgument& n) { Members(p, "Passing")("name", n.name)("value", n.value); }
void put(Printer& p, const JsonBehavior& n) {
  constexpr std::array<std::string_view, 9> kNames{"null",    "error",       "empty",        "true",   "false",
                                                   "unknown", "empty_array", "empty_object", "default"};
  p.text(kNames.at(static_cast<std::size_t>(n.kind)));
  if (n.value) put(p, n.value);
}

void put(Printer& p, const JsonObject& n) {
  Members(p, "JsonObject")("members", n.members)("output", n.output)("absent_on_null", n.absent_on_null)("unique",
                                                                                                         n.unique);
}
void put(Printer& p, const JsonArray& n) {
  Members(p, "JsonArray")("elements", n.elements)("output", n.output)("absent_on_null", n.absent_on_null);
}
void put(Printer& p, const JsonArrayQuery& n) {
  Members(p, "JsonArrayQuery")("select", n.select)("output", n.output)("absent_on_null", n.absent_on_null);
}
void put(Printer& p, const JsonAggregate& n) {
  Members(p, "JsonAggregate")("key", n.key)("value", n.value)("order_by", n.order_by)("filter", n.filter)(
      "over", n.over)("output", n.output)("absent_on_null", n.absent_on_null)("unique", n.unique);
}
void put(Printer& p, const JsonParse& n) { Members(p, "JsonParse")("value", n.value)("unique", n.unique); }
void put(Printer& p, const JsonScalar& n) { Members(p, "JsonScalar")("arg", n.arg); }
void put(Printer& p, const JsonSerialize& n) { Members(p, "JsonSerialize")("value", n.value)("output", n.output); }
void put(Printer& p, const JsonTest& n) {
  Members(p, "JsonTest")("arg", n.arg)("format", n.format)("item", n.item)("unique", n.unique);
}
void put(Printer& p, const JsonQueryCall& n) {
  Members(p, "JsonQueryCall")("kind", n.kind)("document", n.document)("path", n.path)("passing", n.passing)(
      "output", n.output)("wrapper", n.wrapper)("quotes", n.quotes)("on_empty", n.on_empty)("on_error", n.on_error);
}

void put(Printer& p, const JsonTableColumn& n) {
  Members(p, "Column")("kind", n.kind)("name", n.name)("type", n.type)("format", n.format)("path", n.path)(
      "path_name", n.path_name)("wrapper", n.wrapper)("quotes", n.quotes)("on_empty", n.on_empty)(
      "on_error", n.on_error)("columns", n.columns);
}
void put(Printer& p, const JsonTableFrom& n) {
  Members(p, "JsonTable")("lateral", n.lateral)("document", n.document)("path", n.path)("path_name", n.path_name)(
      "passing", n.passing)("columns", n.columns)("on_error", n.on_error)("alias", n.alias);
}

}  // namespace pgscribe::sql
