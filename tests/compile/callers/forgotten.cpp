// g++ says: missing initializer for member .*page
#include "visits.hpp"
extern const visits::CopyVisitsParams forgotten;
const visits::CopyVisitsParams forgotten{.id = 1};
