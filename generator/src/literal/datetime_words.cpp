#include <algorithm>
#include <array>
#include <string>

#include "literal/datetime_decode.hpp"
#include "literal/literal_types.hpp"

// The words of date/time input: datetktbl and deltatktbl of datetime.c, zone abbreviations and zone names.

namespace pgscribe::literal {

namespace {

struct Word {
  std::string_view text;
  Token token;
};

/// Words are compared by their first ten characters (TOKMAXLEN): "microseconds" and "microsecond" are one.
constexpr std::size_t kWordLength = 10;

constexpr Token reserved(TokenValue value) { return {TokenType::reserved, value, 0}; }
constexpr Token month(int number) { return {TokenType::month, TokenValue::none, number}; }
constexpr Token unit(TokenValue value) { return {TokenType::units, value, 0}; }
constexpr Token week_day() { return {TokenType::week_day, TokenValue::none, 0}; }
constexpr Token other(TokenType type, int number = 0) { return {type, TokenValue::none, number}; }

constexpr auto kDateWords = std::to_array<Word>({
    {"-infinity", reserved(TokenValue::early)},
    {"ad", other(TokenType::era, 0)},
    {"allballs", reserved(TokenValue::zulu)},
    {"am", other(TokenType::meridian, 0)},
    {"apr", month(4)},
    {"april", month(4)},
    {"at", other(TokenType::ignored)},
    {"aug", month(8)},
    {"august", month(8)},
    {"bc", other(TokenType::era, 1)},
    {"d", unit(TokenValue::day)},
    {"dec", month(12)},
    {"december", month(12)},
    {"dow", unit(TokenValue::week_day)},
    {"doy", unit(TokenValue::other)},
    {"dst", other(TokenType::dst_modifier)},
    {"epoch", reserved(TokenValue::epoch)},
    {"feb", month(2)},
    {"february", month(2)},
    {"fri", week_day()},
    {"friday", week_day()},
    {"h", unit(TokenValue::hour)},
    {"infinity", reserved(TokenValue::late)},
    {"isodow", unit(TokenValue::other)},
    {"isoyear", unit(TokenValue::other)},
    {"j", unit(TokenValue::julian)},
    {"jan", month(1)},
    {"january", month(1)},
    {"jd", unit(TokenValue::julian)},
    {"jul", month(7)},
    {"julian", unit(TokenValue::julian)},
    {"july", month(7)},
    {"jun", month(6)},
    {"june", month(6)},
    {"m", unit(TokenValue::month)},
    {"mar", month(3)},
    {"march", month(3)},
    {"may", month(5)},
    {"mm", unit(TokenValue::minute)},
    {"mon", week_day()},
    {"monday", week_day()},
    {"nov", month(11)},
    {"november", month(11)},
    {"now", reserved(TokenValue::now)},
    {"oct", month(10)},
    {"october", month(10)},
    {"on", other(TokenType::ignored)},
    {"pm", other(TokenType::meridian, 12)},
    {"s", unit(TokenValue::second)},
    {"sat", week_day()},
    {"saturday", week_day()},
    {"sep", month(9)},
    {"sept", month(9)},
    {"september", month(9)},
    {"sun", week_day()},
    {"sunday", week_day()},
    {"t", {TokenType::iso_time, TokenValue::time, 0}},
    {"thu", week_day()},
    {"thur", week_day()},
    {"thurs", week_day()},
    {"thursday", week_day()},
    {"today", reserved(TokenValue::today)},
    {"tomorrow", reserved(TokenValue::tomorrow)},
    {"tue", week_day()},
    {"tues", week_day()},
    {"tuesday", week_day()},
    {"wed", week_day()},
    {"wednesday", week_day()},
    {"weds", week_day()},
    {"y", unit(TokenValue::year)},
    {"yesterday", reserved(TokenValue::yesterday)},
});

constexpr auto kIntervalWords = std::to_array<Word>({
    {"@", other(TokenType::ignored)},
    {"ago", other(TokenType::ago)},
    {"c", unit(TokenValue::century)},
    {"cent", unit(TokenValue::century)},
    {"centuries", unit(TokenValue::century)},
    {"century", unit(TokenValue::century)},
    {"d", unit(TokenValue::day)},
    {"day", unit(TokenValue::day)},
    {"days", unit(TokenValue::day)},
    {"dec", unit(TokenValue::decade)},
    {"decade", unit(TokenValue::decade)},
    {"decades", unit(TokenValue::decade)},
    {"decs", unit(TokenValue::decade)},
    {"h", unit(TokenValue::hour)},
    {"hour", unit(TokenValue::hour)},
    {"hours", unit(TokenValue::hour)},
    {"hr", unit(TokenValue::hour)},
    {"hrs", unit(TokenValue::hour)},
    {"m", unit(TokenValue::minute)},
    {"microsecon", unit(TokenValue::microsecond)},
    {"mil", unit(TokenValue::millennium)},
    {"millennia", unit(TokenValue::millennium)},
    {"millennium", unit(TokenValue::millennium)},
    {"millisecon", unit(TokenValue::millisecond)},
    {"mils", unit(TokenValue::millennium)},
    {"min", unit(TokenValue::minute)},
    {"mins", unit(TokenValue::minute)},
    {"minute", unit(TokenValue::minute)},
    {"minutes", unit(TokenValue::minute)},
    {"mon", unit(TokenValue::month)},
    {"mons", unit(TokenValue::month)},
    {"month", unit(TokenValue::month)},
    {"months", unit(TokenValue::month)},
    {"ms", unit(TokenValue::millisecond)},
    {"msec", unit(TokenValue::millisecond)},
    {"mseconds", unit(TokenValue::millisecond)},
    {"msecs", unit(TokenValue::millisecond)},
    {"qtr", unit(TokenValue::quarter)},
    {"quarter", unit(TokenValue::quarter)},
    {"s", unit(TokenValue::second)},
    {"sec", unit(TokenValue::second)},
    {"second", unit(TokenValue::second)},
    {"seconds", unit(TokenValue::second)},
    {"secs", unit(TokenValue::second)},
    {"timezone", unit(TokenValue::time_zone)},
    {"timezone_h", unit(TokenValue::other)},
    {"timezone_m", unit(TokenValue::other)},
    {"us", unit(TokenValue::microsecond)},
    {"usec", unit(TokenValue::microsecond)},
    {"useconds", unit(TokenValue::microsecond)},
    {"usecs", unit(TokenValue::microsecond)},
    {"w", unit(TokenValue::week)},
    {"week", unit(TokenValue::week)},
    {"weeks", unit(TokenValue::week)},
    {"y", unit(TokenValue::year)},
    {"year", unit(TokenValue::year)},
    {"years", unit(TokenValue::year)},
    {"yr", unit(TokenValue::year)},
    {"yrs", unit(TokenValue::year)},
});

template <std::size_t N>
Token find_word(const std::array<Word, N>& words, std::string_view text) {
  text = text.substr(0, kWordLength);
  const auto found = std::lower_bound(words.begin(), words.end(), text,
                                      [](const Word& word, std::string_view wanted) { return word.text < wanted; });
  return found != words.end() && found->text == text ? found->token : Token{};
}

constexpr auto kAbbreviations = std::to_array<std::string_view>({
#define ABBREVIATION(name) name,
#define FIXED_ZONE(name)
#define ZONE(name)
#include "literal/time_zones.inc"
#undef ABBREVIATION
#undef FIXED_ZONE
#undef ZONE
});

constexpr auto kFixedZones = std::to_array<std::string_view>({
#define ABBREVIATION(name)
#define FIXED_ZONE(name) name,
#define ZONE(name)
#include "literal/time_zones.inc"
#undef ABBREVIATION
#undef FIXED_ZONE
#undef ZONE
});
constexpr auto kZones = std::to_array<std::string_view>({
#define ABBREVIATION(name)
#define FIXED_ZONE(name)
#define ZONE(name) name,
#include "literal/time_zones.inc"
#undef ABBREVIATION
#undef FIXED_ZONE
#undef ZONE
});

template <std::size_t N>
bool has_name(const std::array<std::string_view, N>& sorted, std::string_view name) {
  return std::binary_search(sorted.begin(), sorted.end(), name);
}

bool ends_zone_word(char c) { return is_digit(c) || c == ',' || c == '-' || c == '+'; }

std::string_view take_zone_word(std::string_view& text) {
  std::size_t length = 0;
  while (length < text.size() && !ends_zone_word(text[length])) ++length;
  const std::string_view word = text.substr(0, length);
  text.remove_prefix(length);
  return word;
}

/// getoffset: hours up to a week, with minutes and seconds after colons.
bool take_zone_offset(std::string_view& text) {
  constexpr int kMaxHours = 24 * 7 - 1;
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) text.remove_prefix(1);
  for (int limit = kMaxHours;; limit = 59) {
    std::size_t end = 0;
    const bool has_digit = !text.empty() && is_digit(text[0]);
    const auto value = leading_int(text, end);
    if (!has_digit || !value || *value > limit) return false;
    text.remove_prefix(end);
    if (text.empty() || text[0] != ':') return true;
    text.remove_prefix(1);
  }
}

/// tzparse: "xyz-3", "foo5bar", with rules for summer time after a comma (taken as they are).
ZoneName parse_posix_zone(std::string_view text) {
  if (take_zone_word(text).empty() || !take_zone_offset(text)) return {};
  if (text.empty()) return {true, true};
  if (take_zone_word(text).empty()) return {};
  if (!text.empty() && text[0] != ',' && !take_zone_offset(text)) return {};
  return {text.empty() || text[0] == ',', false};
}

}  // namespace

Token date_token(std::string_view word) { return find_word(kDateWords, word); }
Token interval_token(std::string_view word) { return find_word(kIntervalWords, word); }
bool is_zone_abbreviation(std::string_view word) { return has_name(kAbbreviations, word); }

ZoneName find_time_zone(std::string_view name) {
  const std::string lower = to_lower(name);
  if (has_name(kFixedZones, lower)) return {true, true};
  if (has_name(kZones, lower)) return {true, false};
  const bool is_copy = lower.rfind("posix/", 0) == 0 || lower.rfind("right/", 0) == 0;
  if (is_copy && find_time_zone(std::string_view(lower).substr(6)).known) return {true, false};
  return parse_posix_zone(lower);
}

}  // namespace pgscribe::literal
