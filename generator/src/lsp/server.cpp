#include "lsp/server.hpp"

#include <exception>
#include <functional>
#include <istream>
#include <map>
#include <ostream>
#include <utility>

#include "lsp/completion.hpp"
#include "lsp/definition.hpp"
#include "lsp/file_uri.hpp"
#include "lsp/hover.hpp"
#include "lsp/inbox.hpp"
#include "lsp/protocol_json.hpp"
#include "lsp/publisher.hpp"
#include "lsp/renaming.hpp"
#include "lsp/sql_place.hpp"
#include "lsp/star_expansion.hpp"
#include "lsp/symbols.hpp"
#include "lsp/workspace.hpp"

namespace pgscribe::lsp {

namespace {

/// The parameters of a request about one place, and what is known of the file there.
struct Asked {
  FileOfProject found;
  const AnalyzedFile* queries = nullptr;  ///< null: a schema file
  std::uint32_t offset = 0;               ///< of `position`
  TextPositions positions;
};

class Server {
 public:
  Server(std::ostream& out, std::ostream& log, const support::FileSystem& disk)
      : out_(out),
        log_(log),
        workspace_(disk),
        publisher_([this](const Json& params) { notify("textDocument/publishDiagnostics", params); }) {}

  int run(std::istream& in) {
    Inbox inbox(in);
    while (const std::optional<Incoming> incoming = inbox.take()) {
      take(*incoming);
      if (inbox.is_empty() && state_ == State::running) publish();
    }
    return state_ == State::shut_down ? 0 : 1;
  }

 private:
  enum class State { starting, running, shut_down };
  using Handler = Json (Server::*)(const Json& params);

  static const std::map<std::string, Handler>& requests() {
    static const std::map<std::string, Handler> handlers{
        {"initialize", &Server::initialize},
        {"shutdown", &Server::shutdown},
        {"textDocument/hover", &Server::hover},
        {"textDocument/documentSymbol", &Server::document_symbol},
        {"textDocument/definition", &Server::definition},
        {"textDocument/completion", &Server::completion},
        {"textDocument/codeAction", &Server::code_action},
        {"textDocument/prepareRename", &Server::prepare_rename},
        {"textDocument/rename", &Server::rename},
    };
    return handlers;
  }

  static const std::map<std::string, Handler>& notifications() {
    static const std::map<std::string, Handler> handlers{
        {"textDocument/didOpen", &Server::did_open},
        {"textDocument/didChange", &Server::did_change},
        {"textDocument/didClose", &Server::did_close},
        {"textDocument/didSave", &Server::files_changed},
        {"workspace/didChangeWatchedFiles", &Server::files_changed},
        {"workspace/didChangeWorkspaceFolders", &Server::folders_changed},
    };
    return handlers;
  }

  // --- messages

  void take(const Incoming& incoming) {
    switch (incoming.fault) {
      case Incoming::Fault::none: return take_message(incoming.message, incoming.is_cancelled);
      case Incoming::Fault::no_json: return fail(nullptr, {kParseError, "the message is no JSON"});
      case Incoming::Fault::no_message: return fail(nullptr, {kInvalidRequest, "this is no message of JSON-RPC"});
      case Incoming::Fault::too_large:
        return fail(nullptr, {kInvalidRequest, "the message is larger than " + std::to_string(kMaxMessageBytes) +
                                                   " bytes and was not read"});
      case Incoming::Fault::no_length: log_ << "pgscribe: lsp: a header without Content-Length\n"; break;
    }
  }

  void take_message(const Json& message, bool is_cancelled) {
    if (!message.contains("method")) return;  // a response; nothing is asked of the client
    const std::string method = message["method"];
    const Json params = message.value("params", Json::object());
    if (!message.contains("id")) return take_notification(method, params);
    const Json& id = message["id"];
    try {
      if (is_cancelled) throw ResponseError{kRequestCancelled, "cancelled"};
      send({{"jsonrpc", "2.0"}, {"id", id}, {"result", answer(method, params)}});
    } catch (const ResponseError& error) {
      fail(id, error);
    } catch (const Json::exception& error) {
      fail(id, {kInvalidParams, error.what()});
    } catch (const std::exception& error) {
      log_ << "pgscribe: lsp: " << method << ": " << error.what() << '\n';
      fail(id, {kInternalError, error.what()});
    }
  }

  Json answer(const std::string& method, const Json& params) {
    const bool is_first = method == "initialize";
    if (state_ == State::starting && !is_first) throw ResponseError{kServerNotInitialized, "initialize comes first"};
    if (state_ == State::shut_down) throw ResponseError{kInvalidRequest, "the server has been shut down"};
    if (state_ == State::running && is_first) throw ResponseError{kInvalidRequest, "initialize comes once"};
    const auto handler = requests().find(method);
    if (handler == requests().end()) throw ResponseError{kMethodNotFound, "no method \"" + method + "\""};
    return (this->*handler->second)(params);
  }

  void take_notification(const std::string& method, const Json& params) {
    const auto handler = notifications().find(method);
    if (handler == notifications().end() || state_ != State::running) return;
    try {
      (this->*handler->second)(params);
    } catch (const std::exception& error) {
      log_ << "pgscribe: lsp: " << method << ": " << error.what() << '\n';
    }
  }

  void send(const Json& message) { write_frame(out_, message_text(message)); }
  void notify(const std::string& method, const Json& params) {
    send({{"jsonrpc", "2.0"}, {"method", method}, {"params", params}});
  }
  void fail(const Json& id, const ResponseError& error) {
    send({{"jsonrpc", "2.0"}, {"id", id}, {"error", {{"code", error.code}, {"message", error.message}}}});
  }

  // --- life

  Json initialize(const Json& params) {
    const Json general = params.value("/capabilities/general/positionEncodings"_json_pointer, Json::array());
    for (const Json& offered : general) {
      if (offered == "utf-8") encoding_ = PositionEncoding::utf8;
    }
    read_folders(params);
    state_ = State::running;
    return {{"capabilities",
             {{"positionEncoding", encoding_ == PositionEncoding::utf8 ? "utf-8" : "utf-16"},
              {"textDocumentSync", {{"openClose", true}, {"change", 2}, {"save", true}}},
              {"hoverProvider", true},
              {"documentSymbolProvider", true},
              {"definitionProvider", true},
              {"completionProvider", {{"triggerCharacters", {".", "@", ":"}}}},
              {"codeActionProvider", {{"codeActionKinds", {"refactor.rewrite"}}}},
              {"renameProvider", {{"prepareProvider", true}}},
              {"workspace", {{"workspaceFolders", {{"supported", true}, {"changeNotifications", true}}}}}}},
            {"serverInfo", {{"name", "pgscribe"}, {"version", PGSCRIBE_VERSION}}}};
  }

  void read_folders(const Json& params) {
    if (params.contains("workspaceFolders") && params["workspaceFolders"].is_array()) {
      for (const Json& folder : params["workspaceFolders"]) add_folder(folder.at("uri"));
    } else if (params.contains("rootUri") && params["rootUri"].is_string()) {
      add_folder(params["rootUri"]);
    }
    workspace_.set_folders(folders_);
  }

  void add_folder(const std::string& uri) {
    if (const auto path = path_of_uri(uri)) folders_.push_back(*path);
  }

  Json folders_changed(const Json& params) {
    const Json& event = params.at("event");
    for (const Json& removed : event.at("removed")) {
      if (const auto path = path_of_uri(removed.at("uri").get<std::string>())) std::erase(folders_, *path);
    }
    for (const Json& added : event.at("added")) add_folder(added.at("uri"));
    workspace_.set_folders(folders_);
    workspace_.note_change();
    return nullptr;
  }

  Json shutdown(const Json&) {
    state_ = State::shut_down;
    return nullptr;
  }

  // --- documents

  /// Of other schemes nothing is known: an untitled text belongs to no project.
  static std::optional<std::string> document_path(const Json& params) {
    return path_of_uri(params.at("textDocument").at("uri").get<std::string>());
  }

  Json did_open(const Json& params) {
    const Json& document = params.at("textDocument");
    const auto path = document_path(params);
    if (!path) return nullptr;
    OpenDocument opened{document.at("uri"), std::nullopt, document.at("text")};
    if (document.contains("version")) opened.version = document["version"].get<long>();
    workspace_.documents().open(*path, std::move(opened));
    return files_changed(params);
  }

  Json did_change(const Json& params) {
    const auto path = document_path(params);
    OpenDocument* document = path ? workspace_.documents().find(*path) : nullptr;
    if (document == nullptr) return nullptr;
    const Json& identifier = params.at("textDocument");
    apply(read_changes(params.at("contentChanges")), encoding_, document->text);
    if (identifier.contains("version") && identifier["version"].is_number())
      document->version = identifier["version"].get<long>();
    return files_changed(params);
  }

  Json did_close(const Json& params) {
    if (const auto path = document_path(params)) workspace_.documents().close(*path);
    return files_changed(params);
  }

  Json files_changed(const Json&) {
    workspace_.note_change();
    return nullptr;
  }

  void publish() {
    if (workspace_.is_current()) return;
    try {
      workspace_.update();
      publisher_.publish(workspace_, encoding_);
    } catch (const std::exception& error) {
      log_ << "pgscribe: lsp: " << error.what() << '\n';
    }
  }

  // --- what is asked about a file

  /// Nothing of a file that no project reads.
  std::optional<Asked> asked(const Json& params) {
    const auto path = document_path(params);
    publish();
    const auto found = path ? workspace_.find(*path) : std::nullopt;
    if (!found) return std::nullopt;
    const EditedEntry& entry = *found->file.entry;
    const AnalyzedFile* queries = entry.query_file(found->file.path);
    const support::SourceFile* file = queries != nullptr ? &queries->source : entry.schema_file(found->file.path);
    if (file == nullptr) return std::nullopt;
    Asked asked{*found, queries, 0, TextPositions(file->text(), encoding_)};
    if (params.contains("position")) asked.offset = asked.positions.offset(read_position(params["position"]));
    return asked;
  }

  Json hover(const Json& params) {
    const std::optional<Asked> asked = this->asked(params);
    if (!asked || asked->queries == nullptr) return nullptr;
    const std::optional<Hover> hover = hover_at(*asked->found.file.entry, *asked->queries, asked->offset);
    if (!hover) return nullptr;
    return {{"contents", {{"kind", "markdown"}, {"value", hover->markdown}}},
            {"range", to_json(asked->positions.range(hover->span))}};
  }

  Json document_symbol(const Json& params) {
    const std::optional<Asked> asked = this->asked(params);
    if (!asked) return Json::array();
    const FileOfEntry& file = asked->found.file;
    return to_json(asked->queries != nullptr ? query_symbols(*asked->queries) : schema_symbols(*file.entry, file.path),
                   asked->positions);
  }

  Json definition(const Json& params) {
    const std::optional<Asked> asked = this->asked(params);
    if (!asked || asked->queries == nullptr) return nullptr;
    const std::string base = support::parent_path(asked->found.project->config_path());
    const auto found =
        definition_at(*asked->found.file.entry, *asked->queries, asked->offset, base, workspace_.documents());
    if (!found) return nullptr;
    return {{"uri", uri_of_path(normal_path(support::join_path(base, found->path)))},
            {"range", to_json(TextPositions(found->text, encoding_).range(found->span))}};
  }

  Json completion(const Json& params) {
    const std::optional<Asked> asked = this->asked(params);
    if (!asked || asked->queries == nullptr) return nullptr;
    return to_json(completions_at(*asked->found.file.entry, *asked->queries, asked->offset));
  }

  Json code_action(const Json& params) {
    const std::optional<Asked> asked = this->asked(params);
    if (!asked || asked->queries == nullptr) return Json::array();
    const support::Span span = asked->positions.span(read_range(params.at("range")));
    const std::optional<StarExpansion> star = star_expansion_in(*asked->queries, span);
    if (!star) return Json::array();
    const Json edit = {{"range", to_json(asked->positions.range(star->star))}, {"newText", star->columns}};
    return Json::array({{{"title", "Write out the columns of *"},
                         {"kind", "refactor.rewrite"},
                         {"edit", {{"changes", {{document_uri(params), Json::array({edit})}}}}}}});
  }

  /// The query whose name is at the place.
  static const query::QueryDecl* named_query(const std::optional<Asked>& asked) {
    if (!asked || asked->queries == nullptr) return nullptr;
    const std::optional<SqlPlace> place = place_at(*asked->found.file.entry, *asked->queries, asked->offset);
    return place && place->is_query_name ? place->declared : nullptr;
  }

  Json prepare_rename(const Json& params) {
    const std::optional<Asked> asked = this->asked(params);
    const query::QueryDecl* query = named_query(asked);
    if (query == nullptr) return nullptr;
    return {{"range", to_json(asked->positions.range(query->name_span))}, {"placeholder", query->name}};
  }

  Json rename(const Json& params) {
    const std::optional<Asked> asked = this->asked(params);
    const query::QueryDecl* query = named_query(asked);
    const std::string name = params.at("newName");
    if (query == nullptr) throw ResponseError{kInvalidParams, "only queries can be renamed, at their names"};
    const std::string obstacle = obstacle_of_name(*asked->found.file.entry, *query, name);
    if (!obstacle.empty()) throw ResponseError{kInvalidParams, obstacle};
    const Json edit = {{"range", to_json(asked->positions.range(query->name_span))}, {"newText", name}};
    return {{"changes", {{document_uri(params), Json::array({edit})}}}};
  }

  static std::string document_uri(const Json& params) { return params.at("textDocument").at("uri"); }

  std::ostream& out_;
  std::ostream& log_;
  State state_ = State::starting;
  PositionEncoding encoding_ = PositionEncoding::utf16;
  std::vector<std::string> folders_;
  Workspace workspace_;
  Publisher publisher_;
};

}  // namespace

int serve(std::istream& in, std::ostream& out, std::ostream& log, const support::FileSystem& files) {
  return Server(out, log, files).run(in);
}

}  // namespace pgscribe::lsp
