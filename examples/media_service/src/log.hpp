#pragma once

#include <string_view>

/// The service's log: lines on standard error, which whoever runs the service collects.
namespace media_service {

/// From any thread.
void log_line(std::string_view line);

}  // namespace media_service
