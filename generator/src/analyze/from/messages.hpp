#pragma once

#include "support/message.hpp"

/// What FROM items are told.
#define PGSCRIBE_MESSAGES "analyze/from/messages.def"
#include "support/define_messages.inc"
