#pragma once

#include "support/message.hpp"

/// What a configuration is told.
#define PGSCRIBE_MESSAGES "config/messages.def"
#include "support/define_messages.inc"
