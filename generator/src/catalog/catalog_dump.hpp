#pragma once

#include <string>

#include "catalog/catalog.hpp"

// What migrations made, as text, for tests.

namespace pgscribe::catalog {

/// What DDL made, one object after the other in order of creation, one fact a line: the stage's text form for tests and
/// `--dump`. Members of extensions are left out.
///
///   schema app
///   enum public.mood: sad, ok
///   table public.t
///     id integer not null default identity=a
///     primary key t_pkey (id)
///     foreign key t_u_fkey (u) references public.u (id)
///   function public.f(a integer, out b text) returns setof record strict
[[nodiscard]] std::string dump(const Catalog& catalog);

}  // namespace pgscribe::catalog
