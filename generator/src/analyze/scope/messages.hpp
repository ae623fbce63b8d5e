#pragma once

#include "support/message.hpp"

/// What names, parameters and their visibility are told.
#define PGSCRIBE_MESSAGES "analyze/scope/messages.def"
#include "support/define_messages.inc"
