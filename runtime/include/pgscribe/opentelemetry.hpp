#pragma once

/// Names of OpenTelemetry's semantic conventions for databases ("Database client calls", "PostgreSQL", "Database
/// metrics"), for observers that feed it. The name of a query is a legal db.query.summary, and its span's name.
namespace pgscribe::opentelemetry {

// Attributes of spans, and what this library knows for them.
inline constexpr const char* kSystemName = "db.system.name";                       // kPostgresql
inline constexpr const char* kNamespace = "db.namespace";                          // StatementEvent::database
inline constexpr const char* kQuerySummary = "db.query.summary";                   // StatementEvent::name
inline constexpr const char* kQueryText = "db.query.text";                         // StatementEvent::sql, of queries
inline constexpr const char* kOperationBatchSize = "db.operation.batch.size";      // StatementEvent::size, 2 and more
inline constexpr const char* kResponseStatusCode = "db.response.status_code";      // Error::sqlstate()
inline constexpr const char* kResponseReturnedRows = "db.response.returned_rows";  // StatementOutcome::rows
inline constexpr const char* kErrorType = "error.type";          // the SQLSTATE, or the class of the Error
inline constexpr const char* kServerAddress = "server.address";  // StatementEvent::host
inline constexpr const char* kServerPort = "server.port";        // StatementEvent::port, unless 5432

inline constexpr const char* kPostgresql = "postgresql";

// Metrics. Durations are histograms in seconds.
inline constexpr const char* kOperationDuration = "db.client.operation.duration";
inline constexpr const char* kConnectionCount = "db.client.connection.count";  // by kConnectionState
inline constexpr const char* kConnectionMax = "db.client.connection.max";
inline constexpr const char* kConnectionIdleMin = "db.client.connection.idle.min";
inline constexpr const char* kConnectionPendingRequests = "db.client.connection.pending_requests";
inline constexpr const char* kConnectionTimeouts = "db.client.connection.timeouts";
inline constexpr const char* kConnectionCreateTime = "db.client.connection.create_time";
inline constexpr const char* kConnectionWaitTime = "db.client.connection.wait_time";
inline constexpr const char* kConnectionUseTime = "db.client.connection.use_time";

// Attributes of connection metrics.
inline constexpr const char* kConnectionPoolName = "db.client.connection.pool.name";
inline constexpr const char* kConnectionState = "db.client.connection.state";
inline constexpr const char* kConnectionStateIdle = "idle";
inline constexpr const char* kConnectionStateUsed = "used";

}  // namespace pgscribe::opentelemetry
