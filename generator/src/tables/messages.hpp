#pragma once

#include "support/message.hpp"

/// Why a SELECT over tables is refused.
#define PGSCRIBE_MESSAGES "tables/messages.def"
#include "support/define_messages.inc"
