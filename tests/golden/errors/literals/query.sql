-- name: JsonEnd :many
SELECT '{} 1'::json;

-- name: JsonEnded :many
SELECT '{'::json;

-- name: JsonExpected :many
SELECT '{1}'::json;

-- name: JsonToken :many
SELECT 'tru'::json;

-- name: JsonEscaped :many
SELECT E'"\t"'::json;

-- name: JsonLow :many
SELECT '"\udc00"'::jsonb;

-- name: JsonHigh :many
SELECT '"\ud800\ud800"'::jsonb;

-- name: JsonEscape :many
SELECT '"\q"'::json;

-- name: JsonDigits :many
SELECT '"\u12"'::json;

-- name: JsonZero :many
SELECT '"\u0000"'::jsonb;

-- name: PathNumber :many
SELECT '1.e'::jsonpath;

-- name: PathNumber3 :many
SELECT '01'::jsonpath;

-- name: PathNumber4 :many
SELECT '1e+'::jsonpath;

-- name: PathNumber2 :many
SELECT '1a'::jsonpath;

-- name: PathExponent :many
SELECT '1e'::jsonpath;

-- name: PathComment :many
SELECT '$ /* x'::jsonpath;

-- name: PathBackslash :many
SELECT '$."a\'::jsonpath;

-- name: PathQuoted :many
SELECT '$."a'::jsonpath;

-- name: PathHex :many
SELECT '$."\xZ"'::jsonpath;

-- name: PathUnicode :many
SELECT '$."\u12"'::jsonpath;

-- name: PathFlag :many
SELECT '$ ? (@ like_regex "a" flag "z")'::jsonpath;

-- name: PathX :many
SELECT '$ ? (@ like_regex "a" flag "x")'::jsonpath;

-- name: PathRoot :many
SELECT '@'::jsonpath;

-- name: PathLast :many
SELECT 'last'::jsonpath;

-- name: PathSyntax :many
SELECT '$.'::jsonpath;

-- name: PathEmpty :many
SELECT ''::jsonpath;

-- name: ArrayCharacter :many
SELECT '{a"b"}'::text[];

-- name: ArrayBracket :many
SELECT '[a:1]={1}'::int[];

-- name: ArrayValue :many
SELECT '[1:]={1}'::int[];

-- name: ArrayBracket2 :many
SELECT '[1:1={1}'::int[];

-- name: ArrayStart :many
SELECT 'x'::int[];

-- name: ArrayEquals :many
SELECT '[1:1]{1}'::int[];

-- name: ArrayContents :many
SELECT '[1:1]=x'::int[];

-- name: ArrayEnd :many
SELECT '{1'::int[];

-- name: ArrayJunk :many
SELECT '{1}x'::int[];

-- name: ArrayRagged :many
SELECT '{{1},{1,2}}'::int[];

-- name: ArrayDeclared :many
SELECT '[1:2]={1}'::int[];

-- name: ArrayElement :many
SELECT '{"a""b"}'::text[];

-- name: ArrayElement2 :many
SELECT '{1,,2}'::int[];

-- name: ArrayBrace2 :many
SELECT '{1}}'::int[];

-- name: ArrayBrace :many
SELECT '}'::int[];

-- name: ArrayBounds :many
SELECT '[2:1]={1}'::int[];

-- name: ArrayDimensions :many
SELECT '{{{{{{{1}}}}}}}'::int[];

-- name: RecordLeft :many
SELECT 'x'::pair;

-- name: RecordFew :many
SELECT '(1)'::pair;

-- name: RecordMany :many
SELECT '(1,2,3)'::pair;

-- name: RecordJunk :many
SELECT '(1,2)x'::pair;

-- name: RecordEnd :many
SELECT '(1,2'::pair;

-- name: RecordAnonymous :many
SELECT '(1)'::record;

-- name: DateField :many
SELECT '2020-02-30'::date;

-- name: DateOrder :many
SELECT '2020-13-01'::date;

-- name: DateStyle :many
SELECT '13/13/2020'::date;

-- name: DateSyntax :many
SELECT 'x'::date;

-- name: DateRange :many
SELECT '6000000-01-01'::date;

-- name: TimestampRange :many
SELECT '300000-01-01'::timestamp;

-- name: IntervalField :many
SELECT '1e20 days'::interval;

-- name: IntervalRange :many
SELECT '200000000 years'::interval;

-- name: ZoneRange :many
SELECT '12:00+99'::timetz;

-- name: ZoneUnknown :many
SELECT '2020-01-01 nowhere/nothing'::timestamptz;

-- name: TooLong :many
SELECT '101'::bit(2);

-- name: TooLongBpchar :many
SELECT 'abcdef'::name::varchar(2);

-- name: TooLongChar :many
SELECT 'abc'::varchar(2);

-- name: BitBinary :many
SELECT 'b12'::varbit;

-- name: BitHexadecimal :many
SELECT 'x1g'::varbit;

-- name: Gtsvector :many
SELECT ''::gtsvector;

-- name: Minmax :many
SELECT ''::pg_brin_minmax_multi_summary;

-- name: Pseudo :many
SELECT ''::anyelement;

-- name: Number :many
SELECT 'x'::int;

-- name: NumberRange :many
SELECT '99999999999'::int;

-- name: NumericRange :many
SELECT '1e999999'::numeric;

-- name: FloatRange :many
SELECT '1e999'::float8;

-- name: PointRange :many
SELECT '(1e999,1)'::point;

-- name: LineZero :many
SELECT '{0,0,1}'::line;

-- name: LinePoint :many
SELECT '[(1,1),(1,1)]'::line;

-- name: Point :many
SELECT 'x'::point;

-- name: Macaddr :many
SELECT '256:0:0:0:0:0'::macaddr;

-- name: Macaddr2 :many
SELECT '1ff:0:0:0:0:0'::macaddr;

-- name: Cidr :many
SELECT '10.0.0.1/8'::cidr;

-- name: Oidvector :many
SELECT '1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1'::oidvector;

-- name: Int2vector :many
SELECT '1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1'::int2vector;

-- name: NameSyntax :many
SELECT '"a'::regclass;

-- name: RelationNames :many
SELECT 'a.b.c.d'::regclass;

-- name: RelationDatabase :many
SELECT 'a.b.c'::regclass;

-- name: RelationMissing :many
SELECT 'missing'::regclass;

-- name: ProcedureMissing :many
SELECT 'missing'::regproc;

-- name: ProcedureMany :many
SELECT 'upper'::regproc;

-- name: OperatorMissing :many
SELECT '<<<<<'::regoper;

-- name: OperatorMany :many
SELECT '+'::regoper;

-- name: TextSearch :many
SELECT 'missing'::regconfig;

-- name: TextDictionary :many
SELECT 'missing'::regdictionary;

-- name: Collation :many
SELECT 'missing'::regcollation;

-- name: LeftParenthesis :many
SELECT 'upper'::regprocedure;

-- name: RightParenthesis :many
SELECT 'upper(text'::regprocedure;

-- name: TypeName :many
SELECT ''::regtype;

-- name: TypeSetof :many
SELECT 'setof int'::regtype;

-- name: TypeMissing :many
SELECT 'missing'::regtype;

-- name: TypeSchema :many
SELECT 'nowhere.missing'::regtype;

-- name: TypeNames :many
SELECT 'a.b.c.d'::regtype;

-- name: RangeEmpty :many
SELECT 'empty x'::int4range;

-- name: RangeLeft :many
SELECT 'x'::int4range;

-- name: RangeComma :many
SELECT '[1]'::int4range;

-- name: RangeCommas :many
SELECT '[1,2,3]'::int4range;

-- name: RangeJunk :many
SELECT '[1,2]x'::int4range;

-- name: RangeEnd :many
SELECT '[1,2'::int4range;

-- name: RangeOrder :many
SELECT '[2,1]'::int4range;

-- name: MultirangeLeft :many
SELECT 'x'::int4multirange;

-- name: MultirangeComma :many
SELECT '{[1,2]x}'::int4multirange;

-- name: MultirangeStart :many
SELECT '{x}'::int4multirange;

-- name: MultirangeEnd :many
SELECT '{[1,2]'::int4multirange;

-- name: MultirangeJunk :many
SELECT '{[1,2]}x'::int4multirange;

-- name: AclWord :many
SELECT 'role x=r'::aclitem;

-- name: AclName :many
SELECT 'group =r'::aclitem;

-- name: AclEquals :many
SELECT 'postgres'::aclitem;

-- name: AclName2 :many
SELECT 'user =r'::aclitem;

-- name: AclGarbage2 :many
SELECT '=r/postgres extra'::aclitem;

-- name: AclMode :many
SELECT '=q'::aclitem;

-- name: AclGrantor :many
SELECT '=r/'::aclitem;

-- name: AclGarbage :many
SELECT '=r/postgres x'::aclitem;

-- name: ByteaOdd :many
SELECT '\x1'::bytea;

-- name: ByteaDigit :many
SELECT '\x1g'::bytea;

-- name: Bytea :many
SELECT '\1'::bytea;

-- name: Tsvector :many
SELECT 'a:'::tsvector;

-- name: TsvectorQuoted :many
SELECT $q$'a$q$::tsvector;

-- name: TsvectorPosition :many
SELECT 'a:1x'::tsvector;

-- name: TsvectorEscape :many
SELECT 'a\'::tsvector;

-- name: Tsquery :many
SELECT 'a b'::tsquery;

-- name: TsqueryOperand :many
SELECT 'a &'::tsquery;

-- name: TsqueryDistance :many
SELECT 'a <99999> b'::tsquery;

-- name: Enum :many
SELECT 'angry'::mood;

-- name: Bool :many
SELECT 'x'::boolean;

-- name: Uuid :many
SELECT 'x'::uuid;

-- name: Lsn :many
SELECT 'x'::pg_lsn;
