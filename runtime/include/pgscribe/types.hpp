#pragma once

#include "pgscribe/types/bytes.hpp"
#include "pgscribe/types/exact.hpp"
#include "pgscribe/types/geometry.hpp"
#include "pgscribe/types/hstore.hpp"
#include "pgscribe/types/json.hpp"
#include "pgscribe/types/network.hpp"
#include "pgscribe/types/numeric.hpp"
#include "pgscribe/types/range.hpp"
#include "pgscribe/types/system.hpp"
#include "pgscribe/types/time.hpp"
#include "pgscribe/types/uuid.hpp"

// All value types.
