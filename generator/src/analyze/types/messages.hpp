#pragma once

#include "support/message.hpp"

/// What coercion, common and polymorphic types say.
#define PGSCRIBE_MESSAGES "analyze/types/messages.def"
#include "support/define_messages.inc"
