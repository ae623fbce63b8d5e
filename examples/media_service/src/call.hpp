#pragma once

#include <httplib.h>

#include <charconv>
#include <concepts>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "answer.hpp"
#include "pgscribe/enums.hpp"
#include "pgscribe/json.hpp"
#include "pgscribe/pool.hpp"
#include "pgscribe/text_form.hpp"
#include "querier.hpp"

/// One request, as endpoints see it. What it does not hold as it should is an HttpError 400.
namespace media_service {

/// Reads a value of the path or the query string; empty when the text is none of the type.
template <typename T>
[[nodiscard]] std::optional<T> value_from_text(const std::string& text) {
  T value{};
  if constexpr (std::same_as<T, std::string>) {
    value = text;
  } else if constexpr (std::same_as<T, bool>) {
    if (text != "true" && text != "false") return std::nullopt;
    value = text == "true";
  } else if constexpr (std::integral<T>) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  } else if constexpr (pgscribe::Enum<T>) {
    return pgscribe::from_string<T>(text);
  } else {
    try {
      pgscribe::read_text_form(text, value);
    } catch (const pgscribe::ConversionError&) {
      return std::nullopt;
    }
  }
  return value;
}

class Call {
 public:
  /// `names` are those of the variable parts of the path. Everything given must outlive it.
  Call(const httplib::Request& request, const std::vector<std::string>& names, pgscribe::Pool& pool,
       const pgscribe::StopToken& stop)
      : request_(request), names_(names), pool_(pool), stop_(stop) {}

  /// Each statement on a connection of its own, until the service has to end.
  [[nodiscard]] media::Querier db() const { return media::Querier{pool_.with({.stop = stop_})}; }
  /// Several statements, all or none of them.
  template <typename Function>
  auto transaction(Function&& function) const {
    return pool_.transaction([&](pgscribe::Transaction& transaction) {
      return function(media::Querier{transaction.with({.stop = stop_})});
    });
  }

  /// A variable part of the path.
  template <typename T>
  [[nodiscard]] T path(std::string_view name) const {
    return require<T>(name, path_text(name));
  }
  /// A parameter of the query string.
  template <typename T>
  [[nodiscard]] std::optional<T> query(const std::string& name) const {
    if (!request_.has_param(name)) return std::nullopt;
    return require<T>(name, request_.get_param_value(name));
  }
  /// How many rows a client wants: `limit`, up to 100.
  [[nodiscard]] std::int64_t limit() const;

  /// The body as an object.
  [[nodiscard]] nlohmann::json object() const;
  /// The body as an array.
  [[nodiscard]] nlohmann::json array() const;
  /// The body as a generated struct.
  template <typename T>
  [[nodiscard]] T body() const {
    return read<T>(object());
  }
  /// The body as a list of generated structs, or of values.
  template <typename T>
  [[nodiscard]] std::vector<T> list() const {
    return read<std::vector<T>>(array());
  }
  template <typename T>
  [[nodiscard]] static T read(const nlohmann::json& json);

 private:
  template <typename T>
  [[nodiscard]] static T require(std::string_view name, const std::string& text) {
    std::optional<T> value = value_from_text<T>(text);
    if (!value) throw HttpError(400, "\"" + std::string{name} + "\" cannot be read");
    return std::move(*value);
  }
  [[nodiscard]] std::string path_text(std::string_view name) const;
  [[nodiscard]] nlohmann::json json() const;

  const httplib::Request& request_;
  const std::vector<std::string>& names_;
  pgscribe::Pool& pool_;
  const pgscribe::StopToken& stop_;
};

template <typename T>
T Call::read(const nlohmann::json& json) {
  try {
    T value{};
    pgscribe::json_read(json, value);
    return value;
  } catch (const pgscribe::ConversionError& error) {
    throw HttpError(400, error.message());
  } catch (const nlohmann::json::exception&) {
    throw HttpError(400, "a value of the body is of another type");
  }
}

}  // namespace media_service
