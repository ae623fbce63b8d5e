#pragma once

#include <string>
#include <vector>

// Everything that templates print, decided: final strings, lists and truths. A list of no or one element stands for an
// optional part.

namespace pgscribe::codegen {

struct IncludeBlock {
  std::vector<std::string> headers;  ///< "<optional>", "\"models.hpp\""
};

struct StructMember {
  std::vector<std::string> docs;  ///< whole lines
  std::string type;               ///< "std::optional<std::string>"
  std::string name;
  std::string initializer;  ///< "{}"; empty: whoever makes the struct must give a value
  std::string key;          ///< string literal: its name in JSON
  std::string label;        ///< string literal in front of it when printed: `Movie{id=`, `, title=`
};

struct Struct {
  std::vector<std::string> docs;  ///< whole lines
  std::string name;
  std::vector<StructMember> members;
  bool has_members = false;
  std::string equality;                   ///< head of operator==
  std::string ordering;                   ///< head of operator<=>; empty: none
  std::string closing;                    ///< string literal: what ends its printed form
  std::vector<std::string> before;        ///< lines in front of it
  std::vector<std::string> declarations;  ///< of its functions, whole lines
};

struct Enumerator {
  std::string name;
  std::string comment;  ///< with the blanks in front of it; may be empty
};

struct Enum {
  std::vector<std::string> docs;  ///< whole lines
  std::string name;
  std::string qualified_name;  ///< "db::MpaaRating"
  std::string underlying;      ///< "std::uint8_t"
  std::string sql_name;        ///< as pgscribe::TypeName is written
  std::vector<Enumerator> enumerators;
  bool has_enumerators = false;
  std::string labels;            ///< initialiser of the array of labels
  bool has_long_labels = false;  ///< it has several lines
  std::string label_count;
};

/// A std::hash for a struct with one member, `value`.
struct Hash {
  std::string qualified_name;  ///< "db::UserId"
  std::string type;            ///< of the member
};

/// Rows of a constant table of pgscribe::Column or pgscribe::Parameter.
struct RowTable {
  std::string name;
  std::vector<std::string> rows;
};

/// The codec of a composite, a range or a row, and the columns that it reads; of a row that is only ever a whole result
/// the columns alone.
struct CodecConstant {
  std::vector<RowTable> fields;
  bool has_codec = false;
  std::string type;  ///< "pgscribe::CodecOf<Movie>"
  std::string name;
  std::string expression;
};

/// The pieces of a statement whose text varies, the names of what picks them, and the object that puts them together.
struct VariantsConstant {
  RowTable pieces;
  std::string switches_name;
  std::string switches;     ///< "{\"status\", \"verified\"}"
  std::string name;         ///< "kSearchUsersVariants"
  std::string initializer;  ///< "{kSearchUsers, kSearchUsersPieces, kSearchUsersSwitches}"
};

struct StatementConstant {
  std::vector<RowTable> columns;
  std::vector<RowTable> group_key;  ///< its rows are numbers of columns
  std::vector<RowTable> parameters;
  std::string type;                  ///< "pgscribe::Statement"
  std::string name;                  ///< "kGetMovie"
  std::string title;                 ///< string literal: the query's name
  std::string text_name;             ///< "sql", or "table" of a COPY
  std::string text;                  ///< literal
  std::vector<std::string> options;  ///< ".columns = kMovieFields"
  std::vector<VariantsConstant> variants;
};

/// The range overload and the private function of a :copyfrom query.
struct CopyMethod {
  std::string name;
  std::string source_name;
  std::string row_type;
  std::string source_declaration;  ///< of the function that takes rows one by one; without `;`
  std::string source_default;      ///< that function in the interface, whole lines
  std::string source_definition;
  std::string source_forward;  ///< the same of Querier, which calls this one
  std::string range_forward;   ///< the statement by which Querier hands on a range
};

/// The range overload of a bulk statement.
struct RangeMethod {
  std::string name;
  std::string definition;  ///< whole lines
};

struct Method {
  std::vector<std::string> docs;      ///< whole lines
  std::string declaration;            ///< without `;`
  std::string interface_declaration;  ///< without ` = 0;`
  std::string definition;             ///< outside of the class, with its body of one statement
  std::string forward;                ///< the same of Querier's method, which calls this one
  std::vector<CopyMethod> copy;
  std::vector<RangeMethod> range;
  std::vector<std::string> expected;  ///< the method that returns errors, where one is wanted; whole lines
  std::vector<std::string> async;     ///< the method of AsyncQuerier, where there is one; whole lines
};

/// The header, source and extras of one query file.
struct QueriesModel {
  std::string source;  ///< "queries/movies.sql"
  std::string stem;    ///< "movies"
  std::string class_name;
  std::string interface_name;
  std::string constructor;
  std::string limited_copy;      ///< the method `with`, whole lines
  std::string conversion;        ///< of Querier to the class, whole lines
  std::string tables_namespace;  ///< "movies_sql"
  std::vector<IncludeBlock> header_includes;
  std::vector<IncludeBlock> source_includes;
  std::vector<std::string> adapters;  ///< headers between JSON and the user's types that members are of
  std::vector<Enum> enums;
  std::vector<Struct> structs;
  std::vector<CodecConstant> codecs;
  std::vector<StatementConstant> statements;
  std::vector<std::string> async_statements;  ///< those that AsyncQuerier names
  std::vector<Method> methods;
  std::vector<std::string> functions;  ///< of structs, each a whole definition
  bool defines_output = false;         ///< its source holds the symbols by which the linker tells outputs apart
  bool has_printing = false;           ///< operator<< is wanted, and there is something to print
  bool has_copies = false;             ///< some method is a :copyfrom
  bool has_rows = false;               ///< some table names a codec
  bool has_offsets = false;            ///< some table says where members are by offsetof
  bool has_overlong_sql = false;       ///< some SQL is longer than what C++ asks compilers to support
};

/// models.hpp and its extras.
struct ModelsModel {
  std::vector<IncludeBlock> includes;
  std::vector<std::string> adapters;  ///< as of a query file
  std::vector<Enum> enums;
  std::vector<Struct> structs;
  std::vector<Hash> hashes;
  bool has_enums = false;
  bool has_printing = false;
};

/// model_tables.hpp and models.cpp: what the tables of queries say of models, once for all of them.
struct ModelTablesModel {
  std::string tables_namespace;  ///< "models_sql"
  std::vector<IncludeBlock> header_includes;
  std::vector<IncludeBlock> source_includes;
  std::vector<CodecConstant> codecs;
  bool has_offsets = false;  ///< some table says where members are by offsetof
};

/// querier.hpp and querier.cpp. The methods are those of all query files.
struct QuerierModel {
  std::vector<IncludeBlock> includes;
  std::vector<IncludeBlock> async_includes;
  std::string interface_bases;  ///< "public IMoviesQuerier, public IUsersQuerier"
  std::string constructor;
  std::string limited_copy;
};

struct CodeModel {
  std::string namespace_;
  std::string abi;
  std::string output_symbol;  ///< "pgscribe_output_0123456789abcdef"
  bool header_only = false;
  bool emit_interface = false;
  bool emit_json = false;
  bool emit_async = false;
  ModelsModel models;
  ModelTablesModel model_tables;  ///< empty where no query reads or writes a model
  std::vector<QueriesModel> queries;
  QuerierModel querier;  ///< only with queries
};

}  // namespace pgscribe::codegen
