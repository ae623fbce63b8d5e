#include "cli/option_value.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "cli/messages.hpp"
#include "support/joined.hpp"

namespace pgscribe::cli {

namespace {

template <class Number>
OptionValue any_number(std::string name, std::string expected, Number least, Number most,
                       std::function<void(Number)> keep) {
  OptionValue value;
  value.name = std::move(name);
  value.expected = std::move(expected);
  value.keep = [least, most, keep = std::move(keep)](const std::vector<std::string>& given) {
    const std::string& text = given.back();
    Number read{};
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), read);
    // A NaN is in no range.
    if (fault != std::errc() || end != text.data() + text.size() || !(read >= least && read <= most)) return false;
    keep(read);
    return true;
  };
  return value;
}

}  // namespace

OptionValue flag(bool& target) {
  OptionValue value;
  value.keep = [&target](const std::vector<std::string>&) { return target = true; };
  return value;
}

OptionValue text(std::string name, std::string& target, Completion completion) {
  OptionValue value;
  value.name = std::move(name);
  value.completion = completion;
  value.keep = [&target](const std::vector<std::string>& given) {
    target = given.back();
    return true;
  };
  return value;
}

OptionValue texts(std::string name, std::vector<std::string>& target, Completion completion) {
  OptionValue value;
  value.name = std::move(name);
  value.completion = completion;
  value.is_list = true;
  value.keep = [&target](const std::vector<std::string>& given) {
    target = given;
    return true;
  };
  return value;
}

OptionValue number(std::string name, int& target, int least, int most) {
  return any_number<int>(std::move(name), msg::WholeNumberBetween(least, most), least, most,
                         [&target](int read) { target = read; });
}

OptionValue version_number(std::string name, std::int64_t& target) {
  return any_number<std::int64_t>(std::move(name), msg::WholeNumber(), 0, std::numeric_limits<std::int64_t>::max(),
                                  [&target](std::int64_t read) { target = read; });
}

OptionValue count(std::string name, std::optional<std::size_t>& target) {
  return any_number<std::size_t>(std::move(name), msg::WholeNumber(), 0, std::numeric_limits<std::size_t>::max(),
                                 [&target](std::size_t read) { target = read; });
}

OptionValue seconds(std::string name, double& target) {
  return any_number<double>(std::move(name), msg::NumberOfSeconds(), 0.0, std::numeric_limits<double>::max(),
                            [&target](double read) { target = read; });
}

OptionValue choice_of(std::string name, std::vector<std::string> choices, std::function<void(std::size_t)> keep) {
  OptionValue value;
  value.name = std::move(name);
  value.completion = Completion::choices;
  value.expected = msg::OneOf(support::joined(choices, ", "));
  value.choices = choices;
  value.keep = [choices = std::move(choices), keep = std::move(keep)](const std::vector<std::string>& given) {
    const auto found = std::find(choices.begin(), choices.end(), given.back());
    if (found == choices.end()) return false;
    keep(static_cast<std::size_t>(found - choices.begin()));
    return true;
  };
  return value;
}

}  // namespace pgscribe::cli
