#pragma once

#include "support/message.hpp"

/// What calls of functions, operators and aggregates are told.
#define PGSCRIBE_MESSAGES "analyze/calls/messages.def"
#include "support/define_messages.inc"
