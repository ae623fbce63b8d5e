#pragma once

#include "support/message.hpp"

/// What reading files and lowering PostgreSQL's grammar says; what the grammar itself refuses comes with its own words.
#define PGSCRIBE_MESSAGES "sql/messages.def"
#include "support/define_messages.inc"
