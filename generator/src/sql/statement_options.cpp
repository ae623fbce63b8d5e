#include "sql/statement_options.hpp"

#include <algorithm>
#include <span>
#include <string>

#include "sql/messages.hpp"
#include "support/messages.hpp"
#include "support/server_version.hpp"

namespace pgscribe::sql {
namespace {

/// A name that releases have from `since` on; 0: all that there are.
struct OptionRow {
  std::string_view name;
  int since = 0;
  int until = 0;  ///< the first release that no longer has it; 0: none
};

constexpr OptionRow kAnalyze[] = {{"buffer_usage_limit", 16}, {"skip_locked"}, {"verbose"}};
constexpr OptionRow kCluster[] = {{"verbose"}};
constexpr OptionRow kCopy[] = {
    {"convert_selectively"},
    {"default", 16},
    {"delimiter"},
    {"encoding"},
    {"escape"},
    {"force_not_null"},
    {"force_null"},
    {"force_quote"},
    {"format"},
    {"freeze"},
    {"header"},
    {"log_verbosity", 17},
    {"null"},
    {"on_error", 17},
    {"quote"},
    {"reject_limit", 18},
};
constexpr OptionRow kExplain[] = {{"analyze"},          {"buffers"},    {"costs"},         {"format"},
                                  {"generic_plan", 16}, {"memory", 17}, {"serialize", 17}, {"settings"},
                                  {"summary"},          {"timing"},     {"verbose"},       {"wal"}};
constexpr OptionRow kGrant[] = {{"alter system", 15}, {"connect"},  {"create"},       {"delete"},
                                {"execute"},          {"insert"},   {"maintain", 17}, {"references"},
                                {"select"},           {"set", 15},  {"temp"},         {"temporary"},
                                {"trigger"},          {"truncate"}, {"update"},       {"usage"}};
constexpr OptionRow kPublication[] = {{"publish"}, {"publish_generated_columns", 18}, {"publish_via_partition_root"}};
constexpr OptionRow kReindex[] = {{"concurrently"}, {"tablespace"}, {"verbose"}};
constexpr OptionRow kRoleGrant[] = {{"admin"}, {"inherit", 16}, {"set", 16}};
constexpr OptionRow kSubscription[] = {
    {"binary"},       {"connect"},          {"copy_data"}, {"create_slot"}, {"disable_on_error", 15},
    {"enabled"},      {"failover", 17},     {"lsn"},       {"origin", 16},  {"password_required", 16},
    {"refresh"},      {"run_as_owner", 16}, {"slot_name"}, {"streaming"},   {"synchronous_commit"},
    {"two_phase", 15}};
constexpr OptionRow kVacuum[] = {{"analyze"},
                                 {"buffer_usage_limit", 16},
                                 {"disable_page_skipping"},
                                 {"freeze"},
                                 {"full"},
                                 {"index_cleanup"},
                                 {"only_database_stats", 16},
                                 {"parallel"},
                                 {"process_main", 16},
                                 {"process_toast"},
                                 {"skip_database_stats", 16},
                                 {"skip_locked"},
                                 {"truncate"},
                                 {"verbose"}};
constexpr OptionRow kViewParameters[] = {{"check_option"}, {"security_barrier"}, {"security_invoker", 15}};

/// pg_settings of the releases, but for what all of them have.
constexpr OptionRow kChangedSettings[] = {
    {"allow_alter_system", 17},
    {"archive_library", 15},
    {"autovacuum_vacuum_max_threshold", 18},
    {"autovacuum_worker_slots", 18},
    {"commit_timestamp_buffers", 17},
    {"createrole_self_grant", 16},
    {"db_user_namespace", 0, 17},
    {"debug_io_direct", 16},
    {"debug_logical_replication_streaming", 16},
    {"debug_parallel_query", 16},
    {"enable_distinct_reordering", 18},
    {"enable_group_by_reordering", 17},
    {"enable_presorted_aggregate", 16},
    {"enable_self_join_elimination", 18},
    {"event_triggers", 17},
    {"extension_control_path", 18},
    {"file_copy_method", 18},
    {"file_extend_method", 16},
    {"force_parallel_mode", 0, 16},
    {"gss_accept_delegation", 16},
    {"huge_pages_status", 17},
    {"icu_validation_level", 16},
    {"idle_replication_slot_timeout", 18},
    {"io_combine_limit", 17},
    {"io_max_combine_limit", 18},
    {"io_max_concurrency", 18},
    {"io_method", 18},
    {"io_workers", 18},
    {"log_lock_failures", 18},
    {"log_startup_progress_interval", 15},
    {"max_active_replication_origins", 18},
    {"max_notify_queue_pages", 17},
    {"max_parallel_apply_workers_per_subscription", 16},
    {"md5_password_warnings", 18},
    {"multixact_member_buffers", 17},
    {"multixact_offset_buffers", 17},
    {"notify_buffers", 17},
    {"num_os_semaphores", 18},
    {"oauth_validator_libraries", 18},
    {"old_snapshot_threshold", 0, 17},
    {"promote_trigger_file", 0, 16},
    {"recovery_prefetch", 15},
    {"recursive_worktable_factor", 15},
    {"reserved_connections", 16},
    {"scram_iterations", 16},
    {"send_abort_for_crash", 16},
    {"send_abort_for_kill", 16},
    {"serializable_buffers", 17},
    {"shared_memory_size", 15},
    {"shared_memory_size_in_huge_pages", 15},
    {"ssl_ecdh_curve", 0, 18},
    {"ssl_groups", 18},
    {"ssl_tls13_ciphers", 18},
    {"stats_fetch_consistency", 15},
    {"stats_temp_directory", 0, 15},
    {"subtransaction_buffers", 17},
    {"summarize_wal", 17},
    {"sync_replication_slots", 17},
    {"synchronized_standby_slots", 17},
    {"trace_connection_negotiation", 17},
    {"trace_recovery_messages", 0, 17},
    {"track_cost_delay_timing", 18},
    {"transaction_buffers", 17},
    {"transaction_timeout", 17},
    {"vacuum_buffer_usage_limit", 16},
    {"vacuum_defer_cleanup_age", 0, 16},
    {"vacuum_max_eager_freeze_failure_rate", 18},
    {"vacuum_truncate", 18},
    {"wal_decode_buffer_size", 15},
    {"wal_summary_keep_time", 17},
};

std::span<const OptionRow> rows_of(OptionOwner owner) {
  switch (owner) {
    case OptionOwner::analyze: return kAnalyze;
    case OptionOwner::cluster: return kCluster;
    case OptionOwner::copy: return kCopy;
    case OptionOwner::explain: return kExplain;
    case OptionOwner::grant: return kGrant;
    case OptionOwner::publication: return kPublication;
    case OptionOwner::reindex: return kReindex;
    case OptionOwner::role_grant: return kRoleGrant;
    case OptionOwner::subscription: return kSubscription;
    case OptionOwner::vacuum: return kVacuum;
  }
  return {};
}

support::Message refusal(OptionOwner owner, std::string_view name) {
  switch (owner) {
    case OptionOwner::analyze: return msg::UnrecognizedStatementOption("ANALYZE", name);
    case OptionOwner::cluster: return msg::UnrecognizedStatementOption("CLUSTER", name);
    case OptionOwner::copy: return msg::OptionNotRecognized(name);
    case OptionOwner::explain: return msg::UnrecognizedStatementOption("EXPLAIN", name);
    case OptionOwner::grant: return msg::UnrecognizedPrivilegeType(name);
    case OptionOwner::publication: return msg::UnrecognizedReplicationParameter("publication", name);
    case OptionOwner::reindex: return msg::UnrecognizedStatementOption("REINDEX", name);
    case OptionOwner::role_grant: return msg::UnrecognizedRoleOption(name);
    case OptionOwner::subscription: return msg::UnrecognizedReplicationParameter("subscription", name);
    case OptionOwner::vacuum: return msg::UnrecognizedStatementOption("VACUUM", name);
  }
  return {};
}

const OptionRow* find(std::span<const OptionRow> rows, std::string_view name) {
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const OptionRow& r) { return r.name == name; });
  return row == rows.end() ? nullptr : &*row;
}

bool has(const OptionRow& row, int server_version) {
  return row.since <= server_version && (row.until == 0 || server_version < row.until);
}

}  // namespace

std::optional<support::Message> refused_option(OptionOwner owner, std::string_view name, int server_version) {
  const OptionRow* row = find(rows_of(owner), name);
  if (row != nullptr && has(*row, server_version)) return std::nullopt;
  return refusal(owner, name);
}

std::optional<support::Message> refused_setting(std::string_view name, int server_version) {
  const OptionRow* row = find(kChangedSettings, name);
  if (row == nullptr || has(*row, server_version)) return std::nullopt;
  return msg::UnrecognizedConfigurationParameter(name);
}

std::optional<support::Message> refused_view_parameter(std::string_view name, int server_version) {
  const OptionRow* row = find(kViewParameters, name);
  if (row != nullptr && has(*row, server_version)) return std::nullopt;
  return msg::UnrecognizedParameter(name);
}

}  // namespace pgscribe::sql
