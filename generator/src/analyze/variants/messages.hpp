#pragma once

#include "support/message.hpp"

/// What statements that vary are told.
#define PGSCRIBE_MESSAGES "analyze/variants/messages.def"
#include "support/define_messages.inc"
