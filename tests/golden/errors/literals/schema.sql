CREATE TYPE pair AS (x int, y int);
CREATE TYPE mood AS ENUM ('sad', 'happy');
