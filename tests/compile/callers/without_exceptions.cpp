// flags: -fno-exceptions
// says nothing
#include "models.hpp"
#include "pgscribe/codecs.hpp"
#include "pgscribe/composed_codecs.hpp"
#include "pgscribe/configuration.hpp"
#include "pgscribe/listener.hpp"
#include "pgscribe/metrics.hpp"
#include "pgscribe/migrator.hpp"
#include "pgscribe/opentelemetry.hpp"
#include "pgscribe/print.hpp"
#include "pgscribe/query.hpp"
#include "pgscribe/replica_set.hpp"
#include "pgscribe/testing.hpp"
#include "pgscribe/types.hpp"
#include "pgscribe/yaml_configuration.hpp"
#include "querier.hpp"
std::vector<std::string> list(const visits::Querier& querier) { return querier.list_pages(1); }
