#include "catalog/constant_text.hpp"

#include <utility>
#include <vector>

#include "catalog/quote_identifier.hpp"

namespace pgscribe::catalog {

namespace {

using Text = std::optional<std::string>;

std::string quote_literal(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') quoted += c;
    quoted += c;
  }
  return quoted + "'";
}

/// format(): %s, %I, %L and %%, each with an optional position; widths are not read.
class Format {
 public:
  Format(std::string_view format, std::vector<std::string> arguments)
      : format_(format), arguments_(std::move(arguments)) {}

  Text run() {
    std::string result;
    while (at_ < format_.size()) {
      const char c = format_[at_++];
      if (c != '%') {
        result += c;
      } else if (at_ < format_.size() && format_[at_] == '%') {
        result += format_[at_++];
      } else {
        const Text value = specifier();
        if (!value) return std::nullopt;
        result += *value;
      }
    }
    return result;
  }

 private:
  Text specifier() {
    std::size_t position = 0;
    const std::size_t begin = at_;
    while (at_ < format_.size() && format_[at_] >= '0' && format_[at_] <= '9')
      position = position * 10 + static_cast<std::size_t>(format_[at_++] - '0');
    if (at_ > begin && (at_ >= format_.size() || format_[at_++] != '$')) return std::nullopt;
    if (at_ > begin) next_ = position;
    const std::size_t index = at_ > begin ? position : ++next_;
    if (at_ >= format_.size() || index == 0 || index > arguments_.size()) return std::nullopt;
    const std::string& argument = arguments_[index - 1];
    switch (format_[at_++]) {
      case 's': return argument;
      case 'I': return quote_identifier(argument);
      case 'L': return quote_literal(argument);
      default: return std::nullopt;
    }
  }

  std::string_view format_;
  std::vector<std::string> arguments_;
  std::size_t at_ = 0;
  std::size_t next_ = 0;
};

std::string with_case(std::string text, bool upper) {
  for (char& c : text) {
    if (upper && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (!upper && c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

Text call_text(const sql::FunctionCall& call, const KnownValues& values) {
  std::vector<std::string> arguments;
  for (const sql::ExprRef& arg : call.args) {
    Text text = arg ? constant_text(*arg, values) : std::nullopt;
    if (!text) return std::nullopt;
    arguments.push_back(*std::move(text));
  }
  const std::string& name = call.name.last();
  if (arguments.empty() || call.variadic) return std::nullopt;
  if (name == "format") return Format(arguments[0], {arguments.begin() + 1, arguments.end()}).run();
  if (name == "concat") {
    std::string joined;
    for (const std::string& argument : arguments) joined += argument;
    return joined;
  }
  if (arguments.size() != 1) return std::nullopt;
  if (name == "quote_ident") return quote_identifier(arguments[0]);
  if (name == "quote_literal") return quote_literal(arguments[0]);
  if (name == "lower" || name == "upper") return with_case(arguments[0], name == "upper");
  return std::nullopt;
}

/// array_out
Text array_text(const sql::ArrayConstructor& array, const KnownValues& values) {
  std::string text = "{";
  for (const sql::ExprRef& element : array.elements) {
    const Text value = element ? constant_text(*element, values) : std::nullopt;
    if (!value) return std::nullopt;
    text += text.size() > 1 ? ",\"" : "\"";
    for (const char c : *value) {
      if (c == '"' || c == '\\') text += '\\';
      text += c;
    }
    text += '"';
  }
  return text + "}";
}

/// Casts after which a constant, or an array of constants, has the text that it had.
bool keeps_text(const sql::TypeName& type) {
  if (type.name.parts.empty() || !type.modifiers.empty()) return false;
  const std::string& name = type.name.last();
  return name == "text" || name == "varchar" || name == "name" || name == "regclass" || name == "regtype";
}

/// A qualified name's own value, or the bare one's: `f.x` is a variable of the function f.
Text column_value(const KnownValues& values, const sql::ColumnRef& column) {
  if (column.fields.empty()) return std::nullopt;
  if (column.fields.size() == 2) {
    const auto found = values.find(column.fields[0].text + "." + column.fields[1].text);
    if (found != values.end()) return found->second;
    if (column.fields[0].text == "new" || column.fields[0].text == "old") return std::nullopt;
  }
  const auto found = values.find(column.fields.back().text);
  return found == values.end() ? std::nullopt : Text(found->second);
}

Text value_of(const KnownValues& values, const std::string& name) {
  const auto found = values.find(name);
  return found == values.end() ? std::nullopt : Text(found->second);
}

}  // namespace

std::optional<std::string> constant_text(const sql::Expr& expr, const KnownValues& values) {
  const auto text_of = [&](const sql::ExprRef& child) { return child ? constant_text(*child, values) : std::nullopt; };
  if (const auto* string = std::get_if<sql::StringLiteral>(&expr.node)) return string->text;
  if (const auto* integer = std::get_if<sql::IntegerLiteral>(&expr.node)) return std::to_string(integer->value);
  if (const auto* number = std::get_if<sql::FloatLiteral>(&expr.node)) return number->text;
  if (const auto* cast = std::get_if<sql::Cast>(&expr.node))
    return keeps_text(cast->type) ? text_of(cast->arg) : std::nullopt;
  if (const auto* parameter = std::get_if<sql::ParamRef>(&expr.node))
    return value_of(values, "$" + std::to_string(parameter->number));
  if (const auto* named = std::get_if<sql::NamedArgument>(&expr.node)) return text_of(named->value);
  if (const auto* call = std::get_if<sql::FunctionCall>(&expr.node)) return call_text(*call, values);
  if (const auto* column = std::get_if<sql::ColumnRef>(&expr.node); column != nullptr && !column->star)
    return column_value(values, *column);
  if (const auto* array = std::get_if<sql::ArrayConstructor>(&expr.node)) return array_text(*array, values);
  if (const auto* op = std::get_if<sql::OperatorCall>(&expr.node); op != nullptr && op->op.last() == "||") {
    const Text left = text_of(op->left);
    const Text right = text_of(op->right);
    if (left && right) return *left + *right;
  }
  return std::nullopt;
}

std::optional<std::vector<std::string>> array_elements(std::string_view text) {
  if (text.size() < 2 || text.front() != '{' || text.back() != '}') return std::nullopt;
  std::vector<std::string> elements;
  std::size_t at = 1;
  const std::size_t end = text.size() - 1;
  while (at < end) {
    std::string element;
    const bool is_quoted = text[at] == '"';
    if (is_quoted) ++at;
    for (; at < end && text[at] != (is_quoted ? '"' : ','); ++at) {
      if (text[at] == '\\' && at + 1 < end) ++at;
      if (!is_quoted && (text[at] == '{' || text[at] == '"')) return std::nullopt;
      element += text[at];
    }
    if (is_quoted && (at == end || (++at < end && text[at] != ','))) return std::nullopt;
    if (!is_quoted && with_case(element, true) == "NULL") return std::nullopt;
    elements.push_back(std::move(element));
    ++at;
  }
  return elements;
}

}  // namespace pgscribe::catalog
