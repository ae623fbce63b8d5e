#include <algorithm>
#include <array>

#include "codecs/wire.hpp"
#include "pgscribe/observer.hpp"
#include "pgscribe/query.hpp"
#include "run/parameters.hpp"

// Parameters for logs, by type and never by value.

namespace pgscribe {

namespace {

// pg_type.dat: bool, int8, int2, int4, oid, float4, float8, date, time, timestamp, timestamptz, interval, timetz,
// numeric, uuid.
constexpr std::array<std::uint32_t, 15> kShown{16,   20,   21,   23,   26,   700,  701, 1082,
                                               1083, 1114, 1184, 1186, 1266, 1700, 2950};

bool is_shown(const Codec& codec) noexcept {
  return codec.kind == CodecKind::enumeration || std::find(kShown.begin(), kShown.end(), codec.oid) != kShown.end();
}

std::string redacted(const Parameter& parameter, const void* source) {
  const auto [codec, value] = detail::parameter_value(parameter, source);
  if (value == nullptr) return "NULL";
  std::string text;
  try {
    codec->encode_text(*codec, value, text);
  } catch (const Error&) {
    return "<" + detail::type_name(*parameter.codec) + ", cannot be sent>";
  }
  if (is_shown(*codec)) return text;
  return "<" + detail::type_name(*parameter.codec) + ", " + std::to_string(text.size()) + " bytes>";
}

}  // namespace

std::string redacted_parameters(const StatementEvent& event) {
  std::string text;
  if (event.arguments == nullptr) return text;
  for (std::size_t i = 0; i < event.parameters.size(); ++i) {
    const Parameter& parameter = event.parameters[i];
    if (i != 0) text += ' ';
    text += parameter.name;
    text += '=';
    text += parameter.row_form == RowForm::single ? redacted(parameter, event.arguments->at(parameter, i))
                                                  : "<" + detail::type_name(*parameter.codec) + ", of " +
                                                        std::to_string(event.arguments->rows.size) + " rows>";
  }
  return text;
}

}  // namespace pgscribe
