#include "answer.hpp"

#include "log.hpp"
#include "pgscribe/error.hpp"

namespace media_service {

namespace {

Answer refused_by(int status, std::string_view message, const pgscribe::IntegrityViolation& error) {
  return json_answer({{"error", message}, {"constraint", error.constraint()}}, status);
}

Answer unavailable(const pgscribe::Error& error) {
  log_line(std::string{"answered 503: "} + error.what());
  Answer answer = error_answer(503, "the database is not available");
  answer.headers.emplace_back("Retry-After", "1");
  return answer;
}

Answer internal_error(const std::exception& error) {
  log_line(std::string{"answered 500: "} + error.what());
  return error_answer(500, "internal error");
}

// The server shuts down or starts, has no more connections or memory, or lost its own.
bool is_of_the_moment(const pgscribe::ServerError& error) {
  const std::string_view state = error.sqlstate();
  return state.starts_with("57P") || state.starts_with("53") || state.starts_with("08");
}

}  // namespace

Answer json_answer(const nlohmann::json& value, int status) {
  // Text of a database in UTF-8 is valid; a path that a client sent need not be.
  return {.status = status, .body = value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)};
}

Answer error_answer(int status, std::string_view message) { return json_answer({{"error", message}}, status); }

Answer answer_for(const std::exception_ptr& exception) {
  try {
    std::rethrow_exception(exception);
  } catch (const HttpError& error) {
    return error_answer(error.status(), error.what());
  } catch (const pgscribe::UniqueViolation& error) {
    return refused_by(409, "there is one already", error);
  } catch (const pgscribe::ExclusionViolation& error) {
    return refused_by(409, "it overlaps with another one", error);
  } catch (const pgscribe::ForeignKeyViolation& error) {
    return refused_by(409, "it refers to something that is not there, or is referred to", error);
  } catch (const pgscribe::IntegrityViolation& error) {
    return refused_by(400, "a value is not allowed", error);
  } catch (const pgscribe::DataException& error) {
    return error_answer(400, "a value cannot be read");
  } catch (const pgscribe::ConversionError& error) {
    // A column is named where a value of the database does not fit.
    return error.column().empty() ? error_answer(400, error.message()) : internal_error(error);
  } catch (const pgscribe::ConnectionError& error) {
    return unavailable(error);
  } catch (const pgscribe::PoolTimeout& error) {
    return unavailable(error);
  } catch (const pgscribe::PoolClosed& error) {
    return unavailable(error);
  } catch (const pgscribe::OperationCanceled& error) {
    return unavailable(error);
  } catch (const pgscribe::QueryCanceled& error) {
    return unavailable(error);
  } catch (const pgscribe::TransactionConflict& error) {
    return unavailable(error);
  } catch (const pgscribe::ServerError& error) {
    return is_of_the_moment(error) ? unavailable(error) : internal_error(error);
  } catch (const std::exception& error) {
    return internal_error(error);
  }
}

}  // namespace media_service
