#include "known_limits.hpp"

namespace pgscribe::differential {

std::string_view known_limit(const std::string&, const Answer&, const Answer&) { return {}; }

}  // namespace pgscribe::differential
