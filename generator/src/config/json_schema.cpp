#include "config/json_schema.hpp"

#include <limits>

#include "config/config_keys.hpp"
#include "support/joined.hpp"
#include "support/render_diagnostic.hpp"

namespace pgscribe::config {

namespace {

using support::joined;
using support::json_quote;

// YAML reads some words as numbers and truth values, which are names here.
constexpr std::string_view kText = R"("type": ["string", "number", "boolean"])";

std::string object_of(const KeyTable& table, const std::string& indent);

std::string list_of(const std::vector<std::string_view>& names) { return "[" + joined(names, ", ", json_quote) + "]"; }

std::string text_of(const std::vector<std::string_view>& choices) {
  return choices.empty() ? std::string(kText) : "\"enum\": " + list_of(choices);
}

std::string texts_of(const std::vector<std::string_view>& choices) {
  const std::string text = "{" + text_of(choices) + "}";
  return "\"anyOf\": [" + text + R"(, {"type": "array", "items": )" + text + "}]";
}

/// The condition that a mapping has keys within keys.
std::string has_path(const std::vector<std::string_view>& path, std::size_t at = 0) {
  std::string text = R"("type": "object", "required": [)" + json_quote(path[at]) + "]";
  if (at + 1 < path.size())
    text += R"(, "properties": {)" + json_quote(path[at]) + ": {" + has_path(path, at + 1) + "}}";
  return text;
}

std::string text_or_object(const KeyTable& table, const std::string& indent) {
  const std::string inner = indent + "  ";
  return "\"anyOf\": [{" + std::string(kText) + "}, {\n" + inner + object_of(table, inner) + "}]";
}

/// The members of the object that says what a key takes.
std::string shape_of(const Key& key, const std::string& indent) {
  const std::string inner = indent + "  ";
  switch (key.shape) {
    case KeyShape::text:
    case KeyShape::choice: return text_of(key.choices);
    case KeyShape::flag: return R"("type": "boolean")";
    case KeyShape::whole_number: {
      std::string text = R"("type": "integer", "minimum": )" + std::to_string(key.least);
      if (key.most != std::numeric_limits<int>::max()) text += ", \"maximum\": " + std::to_string(key.most);
      return text;
    }
    case KeyShape::texts: return texts_of(key.choices);
    case KeyShape::texts_by_name: return R"("type": "object", "additionalProperties": {)" + texts_of({}) + "}";
    case KeyShape::text_by_name: return R"("type": "object", "additionalProperties": {)" + std::string(kText) + "}";
    case KeyShape::mapping: return object_of(*key.inner, indent);
    case KeyShape::mappings: {
      const std::string at_least_one =
          key.inner->only_with.empty() ? "" : "\"contains\": {" + has_path(key.inner->only_with) + "},\n" + indent;
      return "\"type\": \"array\",\n" + indent + at_least_one + "\"items\": {\n" + inner +
             object_of(*key.inner, inner) + "}";
    }
    case KeyShape::text_or_mapping: return text_or_object(*key.inner, indent);
    case KeyShape::texts_or_mappings_by_name:
      return "\"type\": \"object\",\n" + indent + "\"additionalProperties\": {\n" + inner +
             text_or_object(*key.inner, inner) + "}";
    case KeyShape::anything: break;
  }
  return {};
}

/// What holds between the keys of a table.
std::string rules_of(const KeyTable& table, const std::string& indent) {
  std::vector<std::string_view> required;
  for (const Key& key : table.keys) {
    if (key.is_required) required.push_back(key.name);
  }
  std::string text;
  if (!required.empty()) text += "\"required\": " + list_of(required) + ",\n" + indent;
  std::vector<std::string> choices;
  for (const std::vector<std::string_view>& names : table.one_of) {
    choices.push_back(
        R"({"oneOf": [)" +
        joined(names, ", ", [](std::string_view name) { return "{\"required\": [" + json_quote(name) + "]}"; }) + "]}");
  }
  if (!choices.empty()) text += "\"allOf\": [" + joined(choices, ", ") + "],\n" + indent;
  for (const auto& [key, other] : table.needs)
    text += "\"dependentRequired\": {" + json_quote(key) + ": [" + json_quote(other) + "]},\n" + indent;
  return text;
}

std::string properties_of(const KeyTable& table, const std::string& indent) {
  return joined(table.keys, ",\n" + indent, [&](const Key& key) {
    const std::string shape = shape_of(key, indent + "  ");
    return json_quote(key.name) + ": {\"description\": " + json_quote(key.help) + (shape.empty() ? "" : ", ") + shape +
           "}";
  });
}

std::string object_of(const KeyTable& table, const std::string& indent) {
  std::string text = "\"type\": \"object\",\n" + indent;
  std::string inner = indent;
  if (!table.only_with.empty()) {
    text += "\"if\": {" + has_path(table.only_with) + "},\n" + indent + "\"then\": {\n" + indent + "  ";
    inner += "  ";
  }
  text += rules_of(table, inner);
  if (!table.takes_others) text += "\"additionalProperties\": false,\n" + inner;
  text += "\"properties\": {\n" + inner + "  " + properties_of(table, inner + "  ") + "}";
  return table.only_with.empty() ? text : text + "}";
}

}  // namespace

std::string json_schema() {
  return "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": \"pgscribe's "
         "generator.yaml\",\n  " +
         object_of(configuration_keys(), "  ") + "\n}\n";
}

}  // namespace pgscribe::config
