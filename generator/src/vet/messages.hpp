#pragma once

#include "support/message.hpp"

/// What `pgscribe vet` finds in queries, in the schema and in migrations.
#define PGSCRIBE_MESSAGES "vet/messages.def"
#include "support/define_messages.inc"
