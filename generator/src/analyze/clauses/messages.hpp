#pragma once

#include "support/message.hpp"

/// What clauses and statements are told.
#define PGSCRIBE_MESSAGES "analyze/clauses/messages.def"
#include "support/define_messages.inc"
