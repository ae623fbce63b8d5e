#include "log.hpp"

#include <iostream>
#include <string>

namespace media_service {

void log_line(std::string_view line) { std::clog << (std::string{line} + '\n') << std::flush; }

}  // namespace media_service
