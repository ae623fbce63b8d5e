#pragma once

#include "support/message.hpp"

/// What commands say of files, folders and options, and what verify finds.
#define PGSCRIBE_MESSAGES "cli/messages.def"
#include "support/define_messages.inc"
