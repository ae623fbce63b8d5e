// says: no matching (function|constructor)
#include "pgscribe/pool.hpp"
#include "querier.hpp"
std::vector<std::string> list(pgscribe::Pool& pool) { return visits::Querier{pool.begin()}.list_pages(1); }
