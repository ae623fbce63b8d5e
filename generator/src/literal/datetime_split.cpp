#include "literal/datetime_fields.hpp"
#include "literal/literal_types.hpp"

// Date and time text cut into fields (ParseDateTime of datetime.c).

namespace pgscribe::literal {

namespace {

constexpr std::size_t kMaxFields = 25;   // MAXDATEFIELDS
constexpr std::size_t kMaxLength = 128;  // MAXDATELEN

bool is_alnum(char c) { return is_alpha(c) || is_digit(c); }
bool is_punctuation(char c) { return c > ' ' && c < '\x7f' && !is_alnum(c); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text) {}

  std::optional<std::vector<DateTimeField>> split() {
    while (position_ < text_.size()) {
      if (is_space(peek())) {
        ++position_;
        continue;
      }
      if (fields_.size() >= kMaxFields) return std::nullopt;
      field_ = {};
      if (!read_field()) continue;
      if (failed_) return std::nullopt;
      length_ += field_.text.size() + 1;
      if (length_ > kMaxLength + kMaxFields) return std::nullopt;
      fields_.push_back(std::move(field_));
    }
    return std::move(fields_);
  }

 private:
  [[nodiscard]] char peek() const { return position_ < text_.size() ? text_[position_] : '\0'; }
  void take() { field_.text += lower(text_[position_++]); }
  template <class Predicate>
  void take_while(Predicate predicate) {
    while (position_ < text_.size() && predicate(peek())) take();
  }

  /// False: nothing but punctuation, which separates.
  bool read_field() {
    const char c = peek();
    if (is_digit(c)) {
      read_number();
    } else if (c == '.') {
      take();
      take_while(is_digit);
      field_.type = FieldType::number;
    } else if (is_alpha(c)) {
      read_word();
    } else if (c == '+' || c == '-') {
      read_signed();
    } else if (is_punctuation(c)) {
      ++position_;
      return false;
    } else {
      failed_ = true;
    }
    return true;
  }

  void read_number() {
    take_while(is_digit);
    const char delimiter = peek();
    if (delimiter == ':') {
      field_.type = FieldType::time;
      take_while([](char c) { return is_digit(c) || c == ':' || c == '.'; });
      return;
    }
    if (delimiter != '-' && delimiter != '/' && delimiter != '.') {
      field_.type = FieldType::number;
      return;
    }
    take();
    if (!is_digit(peek())) {
      // A month's name in the middle.
      field_.type = FieldType::date;
      take_while([delimiter](char c) { return is_alnum(c) || c == delimiter; });
      return;
    }
    field_.type = delimiter == '.' ? FieldType::number : FieldType::date;
    take_while(is_digit);
    if (peek() != delimiter) return;
    field_.type = FieldType::date;
    take_while([delimiter](char c) { return is_digit(c) || c == delimiter; });
  }

  void read_word() {
    field_.type = FieldType::string;
    take_while(is_alpha);
    const char next = peek();
    // A date with its month first, or a zone's name: 'America/New_York', 'GMT+3'.
    bool goes_on = next == '-' || next == '/' || next == '.';
    if (!goes_on && (next == '+' || is_digit(next))) goes_on = date_token(field_.text).type == TokenType::unknown;
    if (!goes_on) return;
    field_.type = FieldType::date;
    take_while(
        [](char c) { return c == '+' || c == '-' || c == '/' || c == '_' || c == '.' || c == ':' || is_alnum(c); });
  }

  void read_signed() {
    take();
    while (position_ < text_.size() && is_space(peek())) ++position_;
    if (is_digit(peek())) {
      field_.type = FieldType::zone;
      take_while([](char c) { return is_digit(c) || c == ':' || c == '.' || c == '-'; });
    } else if (is_alpha(peek())) {
      field_.type = FieldType::special;
      take_while(is_alpha);
    } else {
      failed_ = true;
    }
  }

  std::string_view text_;
  std::size_t position_ = 0;
  std::size_t length_ = 0;
  bool failed_ = false;
  DateTimeField field_;
  std::vector<DateTimeField> fields_;
};

}  // namespace

std::optional<std::vector<DateTimeField>> split_datetime(std::string_view text) { return Splitter(text).split(); }

}  // namespace pgscribe::literal
