#pragma once

#include "support/message.hpp"

/// What annotations, directives and macros are told.
#define PGSCRIBE_MESSAGES "query/messages.def"
#include "support/define_messages.inc"
