#pragma once

#include <libpq-fe.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pgscribe/connection_parameters.hpp"

// Connection strings as libpq reads them, and what `before_connect` makes of them.

namespace pgscribe::detail {

using ConninfoOptions = std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>;

/// Every option that libpq knows, with the values of a connection string or URL. Null when libpq cannot parse it;
/// `problem` says why then, in libpq's words without the values. Throws ConversionError for a NUL byte.
[[nodiscard]] ConninfoOptions parse_options(const std::string& conninfo, std::string& problem);

/// The values that are set among them.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> values_of(const ConninfoOptions& options);

/// ` key='value'`, to be appended to a connection string that is not a URL.
[[nodiscard]] std::string conninfo_setting(std::string_view key, std::string_view value);

/// A connection string with what `hook` made of it. Throws ConnectionError when it cannot be parsed, and what the hook
/// throws.
[[nodiscard]] std::string with_hook(const std::string& conninfo, const BeforeConnect& hook);

}  // namespace pgscribe::detail
