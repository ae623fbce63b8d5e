#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// What an option or an argument of a command takes, where it is kept, and what a shell completes for it.

namespace pgscribe::cli {

/// What a shell offers for a value.
enum class Completion : std::uint8_t { nothing, choices, files, folders };

struct OptionValue {
  std::string name{};  ///< "FILE", in capitals; empty: a flag, which takes none
  Completion completion = Completion::nothing;
  std::vector<std::string> choices{};
  bool is_list = false;
  std::string expected{};  ///< for "must be ..."; empty: anything goes
  /// Keeps what was given; false when it is not what is expected.
  std::function<bool(const std::vector<std::string>& given)> keep{};
};

[[nodiscard]] OptionValue flag(bool& target);
[[nodiscard]] OptionValue text(std::string name, std::string& target, Completion completion = Completion::nothing);
[[nodiscard]] OptionValue texts(std::string name, std::vector<std::string>& target,
                                Completion completion = Completion::nothing);
[[nodiscard]] OptionValue number(std::string name, int& target, int least, int most);
[[nodiscard]] OptionValue version_number(std::string name, std::int64_t& target);
[[nodiscard]] OptionValue count(std::string name, std::optional<std::size_t>& target);
[[nodiscard]] OptionValue seconds(std::string name, double& target);
/// One of `choices`; `keep` gets its index.
[[nodiscard]] OptionValue choice_of(std::string name, std::vector<std::string> choices,
                                    std::function<void(std::size_t)> keep);

template <class E>
[[nodiscard]] OptionValue choice(std::string name, E& target,
                                 std::initializer_list<std::pair<const char*, E>> choices) {
  std::vector<std::string> names;
  std::vector<E> values;
  for (const auto& [choice_name, value] : choices) {
    names.emplace_back(choice_name);
    values.push_back(value);
  }
  return choice_of(std::move(name), std::move(names),
                   [&target, values = std::move(values)](std::size_t index) { target = values[index]; });
}

}  // namespace pgscribe::cli
