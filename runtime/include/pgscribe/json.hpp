#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "pgscribe/enums.hpp"
#include "pgscribe/error.hpp"
#include "pgscribe/json_adapter.hpp"
#include "pgscribe/patch.hpp"
#include "pgscribe/statement.hpp"
#include "pgscribe/text_form.hpp"

/// Conversion to and from JSON of everything that members of generated structs can be, as PostgreSQL's to_json does
/// it: text for types that JSON does not have (numeric too, to stay exact), null for NULL, labels for enums, ranges
/// as objects, timestamps in RFC 3339. `pgscribe::Json` becomes the value it holds. Beside
/// pgscribe/nlohmann.hpp the only public header that includes nlohmann_json.
namespace pgscribe {

template <typename T>
[[nodiscard]] nlohmann::json json_value(const T& value);

/// Reads what json_value wrote. Throws ConversionError or nlohmann::json::exception; of a generated struct a
/// ConversionError that names the member.
template <typename T>
void json_read(const nlohmann::json& json, T& value);

/// A member of an object; null when it is not there.
[[nodiscard]] inline const nlohmann::json& json_member(const nlohmann::json& object, const char* key) {
  static const nlohmann::json null;
  const auto found = object.find(key);
  return found == object.end() ? null : *found;
}

/// Parses the text.
[[nodiscard]] inline nlohmann::json parse(const Json& value) { return nlohmann::json::parse(value.text); }

namespace detail {

/// `2024-02-29 12:30:00+00` as `2024-02-29T12:30:00Z`. Years before Christ have no form in RFC 3339 and stay.
template <typename T>
std::string rfc3339(const T& value) {
  std::string text = text_form(value);
  if (is_infinite(value) || text.ends_with("BC")) return text;
  if (const auto space = text.find(' '); space != text.npos) text[space] = 'T';
  if (text.ends_with("+00")) text.replace(text.size() - 3, 3, "Z");
  return text;
}

/// Only a whole number that the type holds: nlohmann's own conversion cuts others to size.
template <typename T>
void read_integer(const nlohmann::json& json, T& value) {
  const auto& number = json.get_ref<const nlohmann::json::number_integer_t&>();
  const bool fits = json.is_number_unsigned() ? std::in_range<T>(static_cast<std::uint64_t>(number))
                                              : std::in_range<T>(static_cast<std::int64_t>(number));
  if (!fits) throw ConversionError("the number is out of range");
  value = static_cast<T>(number);
}

template <typename T>
struct JsonForm {
  static nlohmann::json write(const T& value) {
    if constexpr (std::is_same_v<T, Timestamp> || std::is_same_v<T, TimestampTz>)
      return rfc3339(value);
    else if constexpr (HasTextForm<T>)
      return text_form(value);
    else if constexpr (Enum<T>)
      return to_string(value);
    else if constexpr (std::is_same_v<T, Json>)
      return parse(value);
    else if constexpr (std::is_same_v<T, Money>)
      return value.minor_units;
    else if constexpr (std::is_same_v<T, char>)
      return std::string(1, value);
    else if constexpr (std::is_floating_point_v<T>) {
      if (std::isnan(value)) return "NaN";
      if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
      return value;
    } else if constexpr (std::is_constructible_v<nlohmann::json, const T&>)
      return value;
    else
      return nlohmann::json::parse(JsonAdapter<T>::print(value));
  }

  static void read(const nlohmann::json& json, T& value) {
    if constexpr (HasTextForm<T>)
      read_text_form(json.get_ref<const std::string&>(), value);
    else if constexpr (Enum<T>) {
      const auto parsed = from_string<T>(json.get_ref<const std::string&>());
      if (!parsed)
        throw ConversionError(std::string{"not a label of "} + EnumTraits<T>::type.schema + '.' +
                              EnumTraits<T>::type.name);
      value = *parsed;
    } else if constexpr (std::is_same_v<T, Json>)
      value.text = json.dump();
    else if constexpr (std::is_same_v<T, Money>)
      read_integer(json, value.minor_units);
    else if constexpr (std::is_same_v<T, char>)
      value = json.get_ref<const std::string&>().at(0);
    else if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>)
      read_integer(json, value);
    else if constexpr (std::is_floating_point_v<T>) {
      if (!json.is_string())
        json.get_to(value);
      else if (json == "NaN")
        value = std::numeric_limits<T>::quiet_NaN();
      else
        value = json == "-Infinity" ? -std::numeric_limits<T>::infinity() : std::numeric_limits<T>::infinity();
    } else if constexpr (requires { json.get_to(value); })
      json.get_to(value);
    else
      value = JsonAdapter<T>::parse(json.dump());
  }
};

template <typename T>
struct JsonForm<std::optional<T>> {
  static nlohmann::json write(const std::optional<T>& value) { return value ? json_value(*value) : nlohmann::json{}; }
  static void read(const nlohmann::json& json, std::optional<T>& value) {
    if (json.is_null())
      value.reset();
    else
      json_read(json, value.emplace());
  }
};

template <typename T>
requires(!HasTextForm<std::vector<T>>) struct JsonForm<std::vector<T>> {
  static nlohmann::json write(const std::vector<T>& values) {
    auto array = nlohmann::json::array();
    for (std::size_t i = 0; i < values.size(); ++i) array.push_back(json_value<T>(values[i]));
    return array;
  }
  static void read(const nlohmann::json& json, std::vector<T>& values) {
    values.clear();
    for (const auto& item : json) {
      T value{};
      json_read(item, value);
      values.push_back(std::move(value));
    }
  }
};

template <typename T>
struct JsonForm<std::map<std::string, T, std::less<>>> {
  static nlohmann::json write(const std::map<std::string, T, std::less<>>& value) {
    auto object = nlohmann::json::object();
    for (const auto& [key, item] : value) object[key] = json_value(item);
    return object;
  }
  static void read(const nlohmann::json& json, std::map<std::string, T, std::less<>>& value) {
    value.clear();
    for (const auto& [key, item] : json.items()) json_read(item, value[key]);
  }
};

template <typename T>
struct JsonForm<Range<T>> {
  static nlohmann::json write(const Range<T>& range) {
    if (range.empty) return {{"empty", true}};
    return {{"lower", json_value<std::optional<T>>(range.lower)},
            {"upper", json_value<std::optional<T>>(range.upper)},
            {"lower_inclusive", range.lower_inclusive},
            {"upper_inclusive", range.upper_inclusive}};
  }
  static void read(const nlohmann::json& json, Range<T>& range) {
    range = {};
    range.empty = json.value("empty", false);
    if (range.empty) return;
    json_read<std::optional<T>>(json_member(json, "lower"), range.lower);
    json_read<std::optional<T>>(json_member(json, "upper"), range.upper);
    range.lower_inclusive = json.value("lower_inclusive", true);
    range.upper_inclusive = json.value("upper_inclusive", false);
  }
};

template <typename T>
struct JsonForm<Multirange<T>> {
  static nlohmann::json write(const Multirange<T>& value) { return json_value(value.ranges); }
  static void read(const nlohmann::json& json, Multirange<T>& value) { json_read(json, value.ranges); }
};

}  // namespace detail

template <typename T>
nlohmann::json json_value(const T& value) {
  return detail::JsonForm<T>::write(value);
}

template <typename T>
void json_read(const nlohmann::json& json, T& value) {
  detail::JsonForm<T>::read(json, value);
}

namespace detail {

/// In a catch block: says which member it was.
[[noreturn]] inline void rethrow_for_member(const nlohmann::json& object, const char* key) {
  const std::string member = std::string{"member \""} + key + '"';
  try {
    throw;
  } catch (const ConversionError& error) {
    throw ConversionError(member + ": " + error.message());
  } catch (const nlohmann::json::exception&) {
    throw ConversionError(member + (object.contains(key) ? " is of another type" : " is missing"));
  }
}

}  // namespace detail

/// A member of a generated struct to and from an object's.
template <typename T>
void json_write_member(nlohmann::json& object, const char* key, const T& value) {
  object[key] = json_value(value);
}
template <typename T>
void json_read_member(const nlohmann::json& object, const char* key, T& value) {
  try {
    json_read(json_member(object, key), value);
  } catch (...) {
    detail::rethrow_for_member(object, key);
  }
}

/// A patch that is not set has no member; null is NULL. Throws ConversionError for null where NULL cannot be.
template <typename T>
void json_write_member(nlohmann::json& object, const char* key, const Patch<T>& value) {
  if (value.is_set()) object[key] = json_value(value.value());
}
template <typename T>
void json_read_member(const nlohmann::json& object, const char* key, Patch<T>& value) {
  value.clear();
  const auto found = object.find(key);
  if (found == object.end()) return;
  if (found->is_null() && !detail::Member<T>::nullable)
    throw ConversionError(std::string{"member \""} + key + "\" cannot be null");
  T read{};
  try {
    json_read(*found, read);
  } catch (...) {
    detail::rethrow_for_member(object, key);
  }
  value = std::move(read);
}

}  // namespace pgscribe
