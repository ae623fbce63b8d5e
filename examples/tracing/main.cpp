// An observer that makes an OpenTelemetry span of every statement. It prints them; with an SDK, put its calls in place
// of the marked lines.
#include <iostream>
#include <map>
#include <memory>
#include <sstream>
#include <string>

#include "pgscribe/observer.hpp"
#include "pgscribe/opentelemetry.hpp"
#include "pgscribe/pool.hpp"
#include "pgscribe/testing.hpp"

namespace {

namespace otel = pgscribe::opentelemetry;

/// Stands for a span of kind CLIENT.
struct Span {
  std::string name;
  std::map<std::string, std::string> attributes{};
};

class TracingObserver final : public pgscribe::Observer {
 public:
  void* before_statement(const pgscribe::StatementEvent& event) noexcept override try {
    // With an SDK: tracer->StartSpan(name, attributes).
    auto span = std::make_unique<Span>(Span{std::string{event.name.empty() ? otel::kPostgresql : event.name}});
    auto& attributes = span->attributes;
    attributes[otel::kSystemName] = otel::kPostgresql;
    attributes[otel::kNamespace] = event.database;
    attributes[otel::kServerAddress] = event.host;
    if (event.port != "5432") attributes[otel::kServerPort] = event.port;
    if (!event.name.empty()) attributes[otel::kQuerySummary] = event.name;
    // The text of queries has no values in it; that of scripts may.
    if (event.operation != pgscribe::Operation::script) attributes[otel::kQueryText] = event.sql;
    if (event.size > 1) attributes[otel::kOperationBatchSize] = std::to_string(event.size);
    return span.release();
  } catch (const std::exception&) {
    return nullptr;
  }

  void after_statement(const pgscribe::StatementEvent&, const pgscribe::StatementOutcome& outcome,
                       void* context) noexcept override try {
    const std::unique_ptr<Span> span{static_cast<Span*>(context)};
    if (!span) return;
    if (outcome.error != nullptr) {
      const std::string& sqlstate = outcome.error->sqlstate();
      span->attributes[otel::kErrorType] = sqlstate.empty() ? "client" : sqlstate;
      if (!sqlstate.empty()) span->attributes[otel::kResponseStatusCode] = sqlstate;
    } else {
      span->attributes[otel::kResponseReturnedRows] = std::to_string(outcome.rows);
    }
    // With an SDK: span->SetAttribute(...), span->End().
    std::ostringstream line;
    line << "span \"" << span->name << '"';
    for (const auto& [name, value] : span->attributes) line << ' ' << name << '=' << value;
    std::cout << line.str() + '\n';
  } catch (const std::exception&) {
    // A trace that is lost harms nobody.
  }
};

}  // namespace

int main() {
  pgscribe::testing::TemporaryServer server;
  pgscribe::Pool pool{{.conninfo = server.conninfo(), .observers = {std::make_shared<TracingObserver>()}}};
  pool.transaction([](pgscribe::Transaction& transaction) { transaction.execute("CREATE TABLE films (title text)"); });
  try {
    pool.execute("SELECT 1/0");
  } catch (const pgscribe::DataException&) {
    // Its span has the SQLSTATE.
  }
}
