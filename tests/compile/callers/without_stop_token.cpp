// flags: -isystem without_stop_token
// says nothing
#include "pgscribe/listener.hpp"
#include "pgscribe/replica_set.hpp"
#include "querier.hpp"
using namespace std::chrono_literals;
std::vector<std::string> list(const visits::Querier& querier) { return querier.with({.timeout = 200ms}).list_pages(1); }
pgscribe::Connection acquire(pgscribe::Pool& pool) { return pool.acquire(pgscribe::StopToken{}); }
