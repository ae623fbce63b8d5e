#pragma once

#include "support/message.hpp"

/// What types and names say that cannot stand in C++.
#define PGSCRIBE_MESSAGES "codegen/messages.def"
#include "support/define_messages.inc"
