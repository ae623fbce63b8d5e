#pragma once

#include <string_view>

// The site's style and script: assets/style.css and assets/script.js, embedded.

namespace pgscribe::catalogue {

extern const std::string_view kStyle;
extern const std::string_view kScript;

}  // namespace pgscribe::catalogue
