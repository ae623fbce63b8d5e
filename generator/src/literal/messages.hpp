#pragma once

#include "support/message.hpp"

/// What input functions say to a literal that they refuse.
#define PGSCRIBE_MESSAGES "literal/messages.def"
#include "support/define_messages.inc"
