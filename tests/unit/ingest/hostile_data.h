/* What is said of each hostile dataset of fixtures/hostile/data: all of it, in order of finding. Included once. */
static const struct {
    const char *folder;
    const char *said;
} hostile[] = {
    {"bare-return", "actors.csv:1:13: a carriage return alone, expected LF or CRLF at the end of a line\n"},
    {"column-order", "things.csv:1:1: column b, expected a here (or \"fieldsMatch\": \"equal\" in the schema)\n"},
    {"complete",
     "datapackage.json:2:20: an unknown column at /resources/0/accord:complete/0/where/knd, expected kind\n"
     "datapackage.json:3:40: \"2015-13\" at /resources/0/accord:complete/1/since, expected a date as YYYY, YYYY-MM or "
     "YYYY-MM-DD (months count from 01 to 12)\n"
     "datapackage.json:3:21: \"state\" at /resources/0/accord:complete/1/where/kind, expected an array of texts\n"
     "datapackage.json:4:2: nothing at /resources/0/accord:complete/2/since, expected the date since when it is "
     "complete\n"
     "datapackage.json:4:21: an empty array at /resources/0/accord:complete/2/where/kind, expected at least one value\n"
     "datapackage.json:5:40: an unknown member at /resources/0/accord:complete/3/untill, expected until\n"
     "datapackage.json:5:29: \"2015-12\" at /resources/0/accord:complete/3/until, expected a date that is not before "
     "since\n"
     "datapackage.json:6:12: 2015 at /resources/0/accord:complete/4/since, expected a text\n"},
    {"constraints", "things.csv:2:1: \"9\" in column i, expected at most 3\n"
                    "things.csv:3:1: \"4\" in column i, expected one of \"1\", \"2\", \"3\", \"9\"\n"
                    "things.csv:3:3: \"Ab\" in column t, expected a match of the pattern \"[A-Z]+\"\n"
                    "things.csv:4:3: \"ABCD\" in column t, expected at most 3 characters\n"
                    "things.csv:4:8: no value in column k, expected one, which is required\n"},
    {"core-tables",
     "datapackage.json:4:27: \"string\" at /resources/1/schema/fields/1/type, expected a partial date, as the core "
     "column due is\n"
     "datapackage.json:4:92: false at /resources/1/schema/fields/2/accord:event, expected true, as the core column "
     "submitted is\n"
     "datapackage.json:5:57: \"firm\" at /resources/1/schema/fields/3/constraints/enum/1, expected one of the values "
     "that the core column due_kind has\n"
     "datapackage.json:3:64: another key at /resources/1/schema/primaryKey, expected the key of the core table, or no "
     "primaryKey\n"
     "datapackage.json:3:90: another meaning than the core table has at /resources/1/schema/accord:actor, expected "
     "that one, or nothing\n"
     "datapackage.json:6:2: nothing at /resources/2/schema, expected a schema, since own is no core table\n"
     "datapackage.json:2:2: a table that refers to another at /resources/0, expected a resource named actors, since "
     "column actor of memberships refers to it\n"
     "datapackage.json:3:2: a table that refers to another at /resources/1, expected a resource named actors, since "
     "column actor of reports refers to it\n"},
    {"descriptor-cut-off", "datapackage.json:3:1: the end of the text, expected a value\n"},
    {"descriptor-duplicate", "datapackage.json:2:2: a duplicate member name, expected each name once\n"},
    {"descriptor-empty", "datapackage.json:1:1: an empty text, expected a JSON value\n"},
    {"descriptor-no-object", "datapackage.json:1:1: an array, expected an object\n"},
    {"descriptor-no-resources", "datapackage.json:1:10: 1 at /name, expected a text\n"
                                "datapackage.json:1:1: nothing at /resources, expected an array of resources\n"},
    {"dialect", "things.csv:2:5: a row of 3 cells, expected 2\n"},
    {"dialect-members",
     "datapackage.json:2:84: a member that is not supported at /resources/0/dialect/escapeChar, expected quotes "
     "written twice inside quotes\n"
     "datapackage.json:3:3: a member that is not supported at /resources/0/dialect/commentChar, expected files without "
     "comments\n"
     "datapackage.json:4:55: an unknown member at /resources/0/dialect/Delimiter, expected delimiter\n"
     "datapackage.json:3:85: \"::\" at /resources/0/dialect/delimiter, expected one character of ASCII\n"
     "datapackage.json:4:16: the delimiter as the quote too at /resources/0/dialect/quoteChar, expected two different "
     "characters\n"
     "datapackage.json:3:67: \";\" at /resources/0/dialect/lineTerminator, expected \"\\n\" or \"\\r\\n\"\n"
     "datapackage.json:4:31: \"no\" at /resources/0/dialect/header, expected true or false\n"
     "datapackage.json:3:43: true at /resources/0/dialect/skipInitialSpace, expected false, since spaces are kept as "
     "they are\n"},
    {"empty-file", "actors.csv:1:0: an empty file, expected a line of column names\n"},
    {"field-members",
     "datapackage.json:1:58: an unknown member at /resources/0/schema/primarykey, expected primaryKey\n"
     "datapackage.json:1:92: \"subset\" at /resources/0/schema/fieldsMatch, expected exact, equal or superset (unknown "
     "columns are errors)\n"
     "datapackage.json:2:11: \"A\" at /resources/0/schema/fields/0/name, expected a name of a-z, 0-9 and _ that begins "
     "with a letter, of at most 63\n"
     "datapackage.json:3:24: \"strin\" at /resources/0/schema/fields/1/type, expected string\n"
     "datapackage.json:4:11: \"a\" at /resources/0/schema/fields/2/name, expected a name that no field before it has\n"
     "datapackage.json:5:42: \"any\" at /resources/0/schema/fields/3/format, expected default or %Y-%m-%d\n"
     "datapackage.json:6:26: \"binary\" at /resources/0/schema/fields/4/format, expected default, email, uri or uuid\n"
     "datapackage.json:7:49: false at /resources/0/schema/fields/5/bareNumber, expected bare numbers only\n"
     "datapackage.json:8:54: a member that is not supported at /resources/0/schema/fields/6/groupChar, expected "
     "numbers without group characters\n"
     "datapackage.json:8:49: \",\" at /resources/0/schema/fields/6/decimalChar, expected .\n"
     "datapackage.json:9:68: \"--\" at /resources/0/schema/fields/7/delimiter, expected one character of ASCII that is "
     "no space\n"
     "datapackage.json:9:44: \"integer\" at /resources/0/schema/fields/7/itemType, expected string\n"
     "datapackage.json:10:32: an unknown member at /resources/0/schema/fields/8/constraints/requird, expected "
     "required\n"
     "datapackage.json:10:79: a member that is not supported at "
     "/resources/0/schema/fields/8/constraints/exclusiveMaximum, expected maximum\n"
     "datapackage.json:10:74: \"[\" at /resources/0/schema/fields/8/constraints/pattern, expected a regular expression "
     "(missing terminating ] for character class at its character 1)\n"
     "datapackage.json:10:60: a limit of a column without order at /resources/0/schema/fields/8/constraints/minimum, "
     "expected limits for numbers, years and dates only\n"
     "datapackage.json:11:79: \"y\" at /resources/0/schema/fields/9/constraints/enum/1, expected a value that column h "
     "may have\n"
     "datapackage.json:11:112: a pattern of a column that is no text at "
     "/resources/0/schema/fields/9/constraints/pattern, expected patterns for texts only\n"
     "datapackage.json:11:62: \"x\" at /resources/0/schema/fields/9/constraints/minimum, expected a value that column "
     "h may have\n"
     "datapackage.json:11:98: a length of a column that is no text and no list at "
     "/resources/0/schema/fields/9/constraints/maxLength, expected lengths for texts and lists only\n"
     "datapackage.json:12:62: an unknown member at /resources/0/schema/fields/10/accord:evnt, expected accord:event\n"
     "datapackage.json:12:31: \"fuzzy\" at /resources/0/schema/fields/10/accord:type, expected partial-date\n"
     "datapackage.json:13:47: a partial date that is no string at /resources/0/schema/fields/11/accord:type, expected "
     "it on type string\n"
     "datapackage.json:13:91: \"yes\" at /resources/0/schema/fields/11/constraints/required, expected true or false\n"
     "datapackage.json:14:81: an empty array at /resources/0/schema/fields/12/constraints/enum, expected at least one "
     "value\n"
     "datapackage.json:14:69: -1 at /resources/0/schema/fields/12/constraints/minLength, expected a whole number, 0 or "
     "more\n"
     "datapackage.json:15:2: nothing at /resources/0/schema/fields/13/name, expected the name of a column\n"
     "datapackage.json:14:35: \"b\" at /resources/0/schema/fields/12/accord:dated_by, expected a column with "
     "accord:event\n"},
    {"folder-for-file", "actors.csv:0:0: a folder, expected a regular file\n"},
    {"header-columns", "actors.csv:1:9: unknown column \"nme\", expected name\n"
                       "actors.csv:1:13: column kind again, expected each column once\n"
                       "actors.csv:1:18: an empty column name, expected a name\n"
                       "actors.csv:1:19: unknown column \"zebra\", expected a column of table actors\n"},
    {"header-missing", "actors.csv:1:0: no column kind, expected it since it is required\n"},
    {"impossible-dates",
     "things.csv:2:1: \"2019-02-30\" in column d (February has 28 days in that year), expected a date as YYYY-MM-DD\n"
     "things.csv:2:12: \"2019-02-30\" in column p (February has 28 days in that year), expected a date as YYYY, "
     "YYYY-MM or YYYY-MM-DD\n"
     "things.csv:2:23: \"2019-13\" in column m (months count from 01 to 12), expected a month as YYYY-MM\n"
     "things.csv:2:31: \"20\" in column y, expected a year as YYYY\n"
     "things.csv:3:1: \"9999-12-31\" in column d (it is a sentinel, not a date), expected no value, or the sentinel "
     "declared in missingValues\n"
     "things.csv:3:12: \"9999\" in column p (it is a sentinel, not a date), expected no value, or the sentinel "
     "declared in missingValues\n"
     "things.csv:3:17: \"9999-12\" in column m (it is a sentinel, not a date), expected no value, or the sentinel "
     "declared in missingValues\n"
     "things.csv:3:25: \"9999\" in column y (it is a sentinel, not a date), expected no value, or the sentinel "
     "declared in missingValues\n"
     "things.csv:4:1: \"2019-02\" in column d, expected a date as YYYY-MM-DD\n"
     "things.csv:4:9: \"24.08.2017\" in column p (it is not written YYYY, YYYY-MM or YYYY-MM-DD), expected a date as "
     "YYYY, YYYY-MM or YYYY-MM-DD\n"
     "things.csv:4:20: \"2019\" in column m, expected a month as YYYY-MM\n"
     "things.csv:4:25: \"2019-01\" in column y, expected a year as YYYY\n"},
    {"json-deep", "actors.json:1:66: nesting of more than 64 levels, expected at most 64\n"},
    {"json-duplicate-names", "actors.json:3:46: a duplicate member name, expected each name once\n"},
    {"json-large-integer", "things.json:2:8: an integer beyond 2^53 (9007199254740992), expected a smaller one\n"},
    {"json-lines", "actors.jsonl:2:1: a blank line, expected one JSON object a line\n"
                   "actors.jsonl:3:43: a trailing comma, expected another value or none\n"
                   "actors.jsonl:4:1: an array, expected an object\n"
                   "actors.jsonl:5:23: \"planet\" in column kind, expected one of \"state\", \"reio\", "
                   "\"secretariat\", \"body\", \"agreement\", \"organization\"\n"},
    {"json-no-array", "actors.json:1:1: no array, expected a JSON array of objects\n"},
    {"json-nul", "actors.json:1:11: the character U+0000, expected text without it\n"},
    {"json-trailing-text", "actors.json:2:1: text after the array, expected the end of the file\n"},
    {"json-wrong-members", "actors.json:1:9: \"1\" in column id, expected a text in quotes\n"
                           "actors.json:1:19: unknown column \"nme\", expected name\n"
                           "actors.json:1:2: no member kind, expected one since it is required\n"
                           "actors.json:2:2: a text, expected an object\n"},
    {"keys",
     "datapackage.json:4:23: \"x\" at /resources/1/schema/primaryKey/1, expected a\n"
     "datapackage.json:4:44: a unique key of several columns at /resources/1/schema/uniqueKeys/0, expected one column, "
     "or a primaryKey\n"
     "datapackage.json:8:66: another number of columns at /resources/1/schema/foreignKeys/3/reference/fields, expected "
     "2, as the key has\n"
     "datapackage.json:9:14: \"b\" at /resources/1/schema/foreignKeys/4/fields, expected a\n"
     "datapackage.json:10:19: an actor column that is no text at /resources/1/schema/accord:actor, expected a text or "
     "a list of texts\n"
     "datapackage.json:10:40: nothing at /resources/1/schema/accord:valid/to, expected a date column\n"
     "datapackage.json:10:72: an array at /resources/1/schema/accord:occurs, expected a date column\n"
     "datapackage.json:10:95: \"z\" at /resources/1/schema/accord:owed/0, expected a\n"
     "datapackage.json:11:110: a key with a personal column at /resources/2/schema/primaryKey, expected columns that "
     "may be shown\n"
     "datapackage.json:5:45: \"actor\" at /resources/1/schema/foreignKeys/0/reference/resource, expected actors\n"
     "datapackage.json:6:65: a column that is not there at /resources/1/schema/foreignKeys/1/reference/fields, "
     "expected a column of table actors\n"
     "datapackage.json:7:65: a reference to another type at /resources/1/schema/foreignKeys/2/reference/fields, "
     "expected the type of column id of table actors\n"},
    {"long-value", "things.csv:2:1: \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"... in column i, "
                   "expected an integer\n"
                   "things.csv:3:1: \"\\u001b[31mred\\u0007\" in column i, expected an integer\n"},
    {"no-descriptor", "datapackage.json:0:0: no file of this name, expected one\n"},
    {"not-utf-8", "actors.csv:2:12: a byte that is not UTF-8, expected UTF-8 text\n"},
    {"nul-byte", "actors.csv:2:12: a NUL byte, expected UTF-8 text\n"},
    {"quote-inside",
     "actors.csv:2:13: a quote inside an unquoted cell, expected the whole cell in quotes or no quote\n"},
    {"resource-members",
     "datapackage.json:1:2: an unknown member at /Name, expected name\n"
     "datapackage.json:1:15: an unknown member at /accord:ilustrative, expected accord:illustrative\n"
     "datapackage.json:2:25: an absolute path at /resources/0/path, expected a path inside the dataset, relative to "
     "the descriptor\n"
     "datapackage.json:3:25: a path that leaves the dataset at /resources/1/path, expected a path inside the dataset, "
     "relative to the descriptor\n"
     "datapackage.json:4:25: a URL at /resources/2/path, expected a path inside the dataset, relative to the "
     "descriptor\n"
     "datapackage.json:5:25: \"a.xlsx\" at /resources/3/path, expected the format csv, tsv, json, jsonl or ndjson\n"
     "datapackage.json:6:17: a member that is not supported at /resources/4/data, expected the rows in a file that "
     "path names\n"
     "datapackage.json:7:34: a member that is not supported at /resources/5/compression, expected files that are not "
     "compressed\n"
     "datapackage.json:7:77: an unknown member at /resources/5/Schema, expected schema\n"
     "datapackage.json:7:67: \"latin1\" at /resources/5/encoding, expected utf-8\n"
     "datapackage.json:7:2: nothing at /resources/5/schema, expected a schema, since a6 is no core table\n"
     "datapackage.json:8:11: \"a6\" at /resources/6/name, expected a name that no resource before it has\n"
     "datapackage.json:8:35: 1 at /resources/6/path/1, expected a text\n"
     "datapackage.json:9:11: \"Bad Name\" at /resources/7/name, expected a name of a-z, 0-9 and _ that begins with a "
     "letter, of at most 63\n"
     "datapackage.json:9:31: an empty array at /resources/7/path, expected at least one path\n"
     "datapackage.json:10:41: an unknown member at /resources/8/accord:complet, expected accord:complete\n"
     "datapackage.json:10:2: nothing at /resources/8/name, expected the name of a table\n"
     "datapackage.json:10:30: \"parquet\" at /resources/8/format, expected the format csv, tsv, json, jsonl or ndjson\n"
     "datapackage.json:11:2: 7 at /resources/9, expected an object\n"},
    {"schema-file",
     "t.json:2:25: \"text\" at /fields/0/type, expected string, integer, number, boolean, date, year, yearmonth, list "
     "or array\n"
     "datapackage.json:2:67: a path that leaves the dataset at /resources/1/dialect, expected a path inside the "
     "dataset, relative to the descriptor\n"
     "none.json:0:0: no file of this name, expected one\n"
     "datapackage.json:3:43: 3 at /resources/2/schema, expected an object, or the path of a JSON file\n"},
    {"second-mark",
     "actors.csv:2:1: a byte-order mark inside the text, expected one at the beginning of the file or none\n"},
    {"several-paths", "two.csv:2:7: \"planet\" in column kind, expected one of \"state\", \"reio\", \"secretariat\", "
                      "\"body\", \"agreement\", \"organization\"\n"
                      "none.csv:0:0: no file of this name, expected one\n"},
    {"short-and-long-rows", "actors.csv:2:5: a row of 2 cells, expected 3\n"
                            "actors.csv:3:13: a row of 4 cells, expected 3\n"
                            "actors.csv:4:1: a blank line, expected a row of 3 cells\n"},
    {"text-after-quote", "actors.csv:2:14: text after a closing quote, expected the delimiter or the end of the line\n"
                         "actors.csv:3:5: \"planet\" in column kind, expected one of \"state\", \"reio\", "
                         "\"secretariat\", \"body\", \"agreement\", \"organization\"\n"},
    {"unclosed-quote",
     "actors.csv:2:11: a quote that is never closed, expected the closing quote before the end of the file\n"},
    {"utf-16", "actors.csv:1:1: a byte that is not UTF-8, expected UTF-8 text\n"},
    {"wrong-types",
     "things.csv:2:1: \"1.5\" in column i, expected an integer\n"
     "things.csv:2:5: \"1,5\" in column n (it is not a plain decimal number), expected a number as 1234.5, of at most "
     "18 digits\n"
     "things.csv:2:11: \"yes\" in column b, expected \"true\", \"True\", \"TRUE\", \"1\" for true or \"false\", "
     "\"False\", \"FALSE\", \"0\" for false\n"
     "things.csv:2:15: \"a,,b\" in column l (it has an empty item), expected items separated by \",\" alone\n"
     "things.csv:2:22: a value that is not shown in column e, expected an e-mail address\n"
     "things.csv:3:1: \"9007199254740993\" in column i (it is beyond 2^53, where integers are no longer exact "
     "everywhere), expected an integer\n"
     "things.csv:3:18: \"1e3\" in column n (it is not a plain decimal number), expected a number as 1234.5, of at most "
     "18 digits\n"
     "things.csv:3:22: \"2\" in column b, expected \"true\", \"True\", \"TRUE\", \"1\" for true or \"false\", "
     "\"False\", \"FALSE\", \"0\" for false\n"
     "things.csv:3:24: \"a, b\" in column l (an item begins or ends with a space), expected items separated by \",\" "
     "alone\n"
     "things.csv:3:31: a value that is not shown in column e, expected an e-mail address\n"},
    {"wrong-values", "actors.csv:2:5: \"State\" in column kind, expected one of \"state\", \"reio\", \"secretariat\", "
                     "\"body\", \"agreement\", \"organization\"\n"
                     "actors.csv:2:13: \"4\" in column m49, expected an M49 code of three digits\n"
                     "actors.csv:2:15: \"AAA\" in column iso2, expected at most 2 characters\n"
                     "actors.csv:3:1: no value in column id, expected one, which is required\n"},
};
