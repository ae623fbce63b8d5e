#include "text_claims.hpp"

#include <algorithm>

namespace property {
namespace {

using pgscribe::analyze::KeysetColumn;
using pgscribe::analyze::RowValue;
using Rows = std::vector<Values>;

Rows sorted(Rows rows) {
  std::sort(rows.begin(), rows.end());
  return rows;
}

VariantKey bit(std::size_t at) { return VariantKey{1} << at; }

/// As an element of an array.
std::string quoted(const std::optional<std::string>& value) {
  if (!value) return "NULL";
  std::string text = "\"";
  for (const char c : *value) {
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return text + "\"";
}

}  // namespace

Sent TextClaims::sent(const SentText& text, const Values& all) const {
  Sent sent{text.sql, {}};
  for (const int number : text.parameters) sent.values.push_back(all[static_cast<std::size_t>(number) - 1]);
  return sent;
}

BrokenText TextClaims::pages() {
  const auto& keyset = *analyzed_.variants.keyset;
  const VariantKey key = random_key(analyzed_.variants, random_);
  Values values = *bind(analyzed_, random_);
  const Sent list = sent(text_of(analyzed_, key), values);
  const Answer all = run_({list}).front();
  if (all.is_error || all.rows.empty()) return {};
  const auto at = random_.below(static_cast<int>(all.rows.size()));
  std::size_t position = 0;
  for (std::size_t i = 0; i < analyzed_.items.size(); position += analyzed_.items[i++].columns.size()) {
    for (const KeysetColumn& column : keyset.columns) {
      if (column.item != i) continue;
      const auto& value = all.rows[static_cast<std::size_t>(at)][position];
      values[static_cast<std::size_t>(column.after) - 1] = value;
      values[static_cast<std::size_t>(column.before) - 1] = value;
    }
  }
  const Sent next = sent(text_of(analyzed_, key | bit(keyset.after_switch)), values);
  const Sent back = sent(text_of(analyzed_, key | bit(keyset.before_switch)), values);
  const std::vector<Answer> parts = run_({next, back});
  const Rows behind(all.rows.begin() + at + 1, all.rows.end());
  const Rows before(all.rows.rend() - at, all.rows.rend());
  if (parts[0].is_error || parts[0].rows != behind)
    return {next, {"the page behind row " + std::to_string(at) + " is not the rest of the list: " + parts[0].error}};
  if (parts[1].is_error || parts[1].rows != before)
    return {back, {"the page before row " + std::to_string(at) + " is not the list up to it: " + parts[1].error}};
  return {};
}

BrokenText TextClaims::joins() {
  const VariantKey key = random_key(analyzed_.variants, random_);
  const Values values = *bind(analyzed_, random_);
  const Sent without = sent(text_of(analyzed_, key), values);
  const Sent with = sent(text_of(analyzed_, key, true), values);
  const std::vector<Answer> answers = run_({without, with});
  // Which rows LIMIT takes is left open, but not how many there are.
  const bool is_same = query_.sql.find(" LIMIT ") == std::string::npos
                           ? sorted(answers[0].rows) == sorted(answers[1].rows)
                           : answers[0].rows.size() == answers[1].rows.size();
  if (answers[0].is_error || answers[1].is_error || is_same) return {};
  return {without, {"without its optional joins the statement gives other rows"}};
}

std::vector<Values> TextClaims::elements() {
  std::vector<Values> elements;
  for (int i = random_.below(5); i > 0; --i) elements.push_back(*bind(analyzed_, random_));
  return elements;
}

std::string TextClaims::as_array(const std::vector<Values>& elements, std::size_t parameter) const {
  std::string array;
  for (const Values& element : elements) array += (array.empty() ? "{" : ",") + quoted(element[parameter]);
  return array.empty() ? "{}" : array + "}";
}

Sent TextClaims::in_bulk(const std::vector<Values>& elements) const {
  Sent bulk{analyzed_.sent_sql, {}};
  for (std::size_t i = 0; i < analyzed_.parameters.size(); ++i) {
    const bool is_single = analyzed_.parameters[i].row_value == RowValue::single;
    bulk.values.push_back(is_single ? elements.front()[i] : as_array(elements, i));
  }
  return bulk;
}

bool TextClaims::has_same_key(const Values& element, const Values& other) const {
  for (std::size_t i = 0; i < analyzed_.parameters.size(); ++i) {
    const bool is_key =
        std::find(query_.key.begin(), query_.key.end(), analyzed_.parameters[i].name) != query_.key.end();
    if (is_key && (!element[i] || element[i] != other[i])) return false;
  }
  return true;
}

/// A range of which no two rows have the same key does what its rows do one by one; `distinct` and more that have it
/// do what the last of them does.
BrokenText TextClaims::bulk() {
  std::vector<Values> range = elements();
  if (range.empty()) return {};
  std::vector<Values> lasting;
  for (std::size_t i = 0; i < range.size(); ++i) {
    const auto has_key = [&](const Values& other) { return has_same_key(other, range[i]); };
    const auto rest = range.begin() + static_cast<std::ptrdiff_t>(i) + 1;
    if (query_.key.empty() || std::none_of(rest, range.end(), has_key)) lasting.push_back(range[i]);
  }
  const bool is_distinct = query_.directives.find("distinct") != std::string::npos;
  if (!is_distinct) range = lasting;
  const Sent many = in_bulk(range);
  const Sent look{query_.target, {}};
  const std::vector<Answer> at_once = run_({many, look});
  if (at_once[0].is_error) {
    if (!at_once[0].is_statement_error) return {};
    return {many, {at_once[0].error}};
  }
  Answer checked = at_once[0];
  if (analyzed_.bulk->in_order) {
    checked.types.pop_back();
    for (Values& row : checked.rows) row.pop_back();
  }
  std::vector<std::string> broken = analyst_.broken_claims(analyzed_, checked);
  if (!broken.empty() || has_triggers_) return {many, broken};
  std::vector<Sent> singly;
  for (const Values& element : lasting) singly.push_back({analyzed_.sql, element});
  singly.push_back(look);
  std::vector<Answer> one_by_one = run_(singly);
  if (std::any_of(one_by_one.begin(), one_by_one.end(), [](const Answer& answer) { return answer.is_error; }))
    return {};
  if (sorted(one_by_one.back().rows) != sorted(at_once[1].rows))
    return {many, {"a range of rows leaves another table than its rows one by one"}};
  one_by_one.pop_back();
  Rows results;
  for (std::size_t i = 0; i < one_by_one.size(); ++i) {
    for (Values row : one_by_one[i].rows) {
      if (analyzed_.bulk->in_order) row.emplace_back(std::to_string(i + 1));
      results.push_back(std::move(row));
    }
  }
  if (is_distinct && analyzed_.bulk->in_order) return {};  // which of equal rows a result is for is the last's
  if (sorted(std::move(results)) != sorted(at_once[0].rows))
    return {many, {"a range of rows returns other rows than its rows one by one"}};
  return {};
}

}  // namespace property
