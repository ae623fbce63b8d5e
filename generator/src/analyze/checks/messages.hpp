#pragma once

#include "support/message.hpp"

/// What the checks of whole statements say.
#define PGSCRIBE_MESSAGES "analyze/checks/messages.def"
#include "support/define_messages.inc"
