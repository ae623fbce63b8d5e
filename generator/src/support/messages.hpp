#pragma once

#include "support/message.hpp"

/// Words that every stage has a use for.
#define PGSCRIBE_MESSAGES "support/messages.def"
#include "support/define_messages.inc"
