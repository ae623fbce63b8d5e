#include "migrate/migration_lock.hpp"

#include <doctest/doctest.h>

using pgscribe::detail::migration_lock_key;

TEST_CASE("the key of golang-migrate's lock") {
  // By zlib's crc32 of the joined names.
  CHECK(migration_lock_key("app", "public", "schema_migrations") == 1787120056);
  CHECK(migration_lock_key("Shop 1", "qar", "versions") == 1023260168);
}
