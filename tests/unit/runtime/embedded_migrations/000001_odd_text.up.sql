-- Everything that a C++ literal or a CMake list could trip over: "quotes" \back\slashes\ [brackets] ; semicolons; ${VAR} @VAR@ )" ??/ äöü
SELECT E'\n;' AS "a;b", '[', ']', $$ )delim" $$;
