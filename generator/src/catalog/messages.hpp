#pragma once

#include "support/message.hpp"

/// What the fold of DDL into the catalog says.
#define PGSCRIBE_MESSAGES "catalog/messages.def"
#include "support/define_messages.inc"
