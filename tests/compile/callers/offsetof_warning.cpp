// says: offset ?of.* non-standard-layout
#include <cstddef>

#include "pgscribe/json.hpp"
#include "pgscribe/pool.hpp"
#include "pgscribe/query.hpp"
#include "pgscribe/statement.hpp"
#include "querier.hpp"
struct Polymorphic {
  virtual ~Polymorphic() = default;
  int member = 0;
};
std::size_t offset();
std::size_t offset() { return offsetof(Polymorphic, member); }
