#pragma once

#include "support/message.hpp"

/// What commands, directives and result columns are told.
#define PGSCRIBE_MESSAGES "analyze/messages.def"
#include "support/define_messages.inc"
