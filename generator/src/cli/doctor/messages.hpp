#pragma once

#include "support/message.hpp"

/// What `pgscribe doctor` finds in a database. The hint is the SQL to run.
#define PGSCRIBE_MESSAGES "cli/doctor/messages.def"
// Only a doctor has something to say that is neither wrong nor likely to go wrong.
#define NOTE(id, code, ...) PGSCRIBE_MESSAGE(note, id, code, __VA_ARGS__)
#include "support/define_messages.inc"
#undef NOTE
