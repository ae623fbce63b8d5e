#pragma once

#include <atomic>

#include "pgscribe/metrics.hpp"
#include "pgscribe/pool.hpp"
#include "request_metrics.hpp"
#include "router.hpp"

/// The endpoints by what they are about; each file of theirs holds one function.
namespace media_service {

void add_movie_endpoints(Router& router);
/// Libraries, genres, the search, statistics.
void add_catalogue_endpoints(Router& router);
/// Users, their votes and what they watch.
void add_viewer_endpoints(Router& router);
void add_playlist_endpoints(Router& router);

/// What those who run the service ask. All of it must outlive the router.
struct Operations {
  pgscribe::Pool& pool;
  const pgscribe::QueryMetrics& queries;
  const RequestMetrics& requests;
  const std::atomic<State>& state;
};
void add_operations_endpoints(Router& router, const Operations& operations);

}  // namespace media_service
