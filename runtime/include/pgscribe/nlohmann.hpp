#pragma once

#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "pgscribe/error.hpp"
#include "pgscribe/json_adapter.hpp"

/// Columns of json and jsonb as everything that nlohmann_json converts: types with `to_json` and `from_json`, or its
/// macros, and the containers of them.
namespace pgscribe {

namespace detail {

/// How nlohmann_json's sentences about a value's kind, or about a key that the program asks for, begin. All others
/// quote what is in the value.
struct JsonReason {
  int id;
  std::string_view beginning;
};
inline constexpr std::array kJsonReasons{JsonReason{302, "type must be"},
                                         JsonReason{303, "incompatible"},
                                         JsonReason{304, "cannot use at()"},
                                         JsonReason{305, "cannot use operator[]"},
                                         JsonReason{306, "cannot use value"},
                                         JsonReason{401, "array index"},
                                         JsonReason{403, "key '"}};

[[noreturn]] inline void throw_for_json(const nlohmann::json::exception& error, std::string message) {
  const std::string_view text = error.what();
  for (const JsonReason& reason : kJsonReasons) {
    if (reason.id != error.id) continue;
    // With JSON_DIAGNOSTICS a path of keys stands before it.
    if (const std::size_t begin = text.rfind(reason.beginning); begin != text.npos)
      message.append(": ").append(text.substr(begin));
  }
  throw ConversionError(message);
}

}  // namespace detail

template <typename T>
struct JsonAdapter {
  static T parse(std::string_view json) {
    try {
      return nlohmann::json::parse(json).template get<T>();
    } catch (const nlohmann::json::exception& error) {
      detail::throw_for_json(error, "the JSON does not fit its C++ type");
    }
  }

  static std::string print(const T& value) {
    try {
      return nlohmann::json(value).dump();
    } catch (const nlohmann::json::exception& error) {
      detail::throw_for_json(error, "nlohmann_json cannot write the value");
    }
  }
};

}  // namespace pgscribe
