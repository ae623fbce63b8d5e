#include "vetted.hpp"

using pgscribe::test::vetted;

TEST_CASE("moments without a zone") {
  CHECK(vetted({"CREATE TABLE t (a timestamp, b timestamp(3)[], c timestamptz, d date)"}) ==
        "timestamp-without-zone at timestamp\ntimestamp-without-zone at timestamp\n");
  CHECK(vetted({"CREATE DOMAIN moment AS timestamp; CREATE TABLE t (a moment)"}) ==
        "timestamp-without-zone at moment\n");
}

TEST_CASE("amounts of money") {
  CHECK(vetted({"CREATE TABLE t (a money, unit_price float8, price_of_all real, weight real, priceless float8, cost "
                "numeric)"}) == "money-type at money\ninexact-money at float8\ninexact-money at real\n");
}
