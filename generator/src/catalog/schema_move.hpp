#pragma once

#include <string>

#include "catalog/data.hpp"

// An object in another schema, with what moves along.

namespace pgscribe::catalog {

/// A relation with its row type, indexes and owned sequences (AlterTableNamespaceInternal).
void move_relation(Catalog::Data& data, Oid relation, const std::string& schema);
/// A type with its array, and a stand-alone composite's relation (AlterTypeNamespaceInternal).
void move_type(Catalog::Data& data, Oid type, const std::string& schema);
/// Whatever lives in schema `from`: the schema has been renamed.
void move_all_objects(Catalog::Data& data, const std::string& from, const std::string& to);
/// The members of an extension that live in its schema.
void move_extension(Catalog::Data& data, const std::string& extension, const std::string& to);

}  // namespace pgscribe::catalog
