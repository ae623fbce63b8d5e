#pragma once

#include "support/message.hpp"

/// What JSON is told whose shape cannot be known when generating.
#define PGSCRIBE_MESSAGES "analyze/facts/messages.def"
#include "support/define_messages.inc"
