#pragma once

#include "support/message.hpp"

/// What expressions and select lists are told.
#define PGSCRIBE_MESSAGES "analyze/exprs/messages.def"
#include "support/define_messages.inc"
