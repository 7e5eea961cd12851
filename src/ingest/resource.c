/* One resource of a descriptor: its name, files, format, dialect and what it declares about itself. */
#include "ingest/package_parts.h"

#include "base/text.h"
#include "ingest/source_file.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define KNOWN(name)                                                                                                    \
    {                                                                                                                  \
        name, ACCORD_MEMBER_KNOWN, NULL                                                                                \
    }
#define REFUSED(name, expected)                                                                                        \
    {                                                                                                                  \
        name, ACCORD_MEMBER_REFUSED, expected                                                                          \
    }

static const struct accord_member resource_members[] = {
    KNOWN("name"),
    KNOWN("path"),
    KNOWN("format"),
    KNOWN("mediatype"),
    KNOWN("encoding"),
    KNOWN("dialect"),
    KNOWN("schema"),
    KNOWN("missingValues"),
    KNOWN("title"),
    KNOWN("description"),
    KNOWN("profile"),
    KNOWN("$schema"),
    KNOWN("type"),
    KNOWN("bytes"),
    KNOWN("hash"),
    KNOWN("sources"),
    KNOWN("licenses"),
    KNOWN("homepage"),
    KNOWN("accord:complete"),
    REFUSED("data", "the rows in a file that path names"),
    REFUSED("compression", "files that are not compressed"),
    REFUSED("jsonpath", "a JSON array at the top of the file"),
};

/* The dialect's members of both standards. Those that are refused would change what is read. */
static const struct accord_member dialect_members[] = {
    KNOWN("delimiter"),
    KNOWN("quoteChar"),
    KNOWN("doubleQuote"),
    KNOWN("header"),
    KNOWN("lineTerminator"),
    KNOWN("skipInitialSpace"),
    KNOWN("caseSensitiveHeader"),
    KNOWN("csvddfVersion"),
    KNOWN("$schema"),
    KNOWN("name"),
    KNOWN("title"),
    KNOWN("description"),
    KNOWN("type"),
    REFUSED("escapeChar", "quotes written twice inside quotes"),
    REFUSED("commentChar", "files without comments"),
    REFUSED("commentRows", "files without comments"),
    REFUSED("headerRows", "one header line, or header: false"),
    REFUSED("headerJoin", "one header line"),
    REFUSED("nullSequence", "missingValues in the schema"),
    REFUSED("property", "a JSON array at the top of the file"),
    REFUSED("itemType", "rows that are objects"),
    REFUSED("itemKeys", "rows that are objects"),
    REFUSED("sheetNumber", "a CSV file"),
    REFUSED("sheetName", "a CSV file"),
    REFUSED("table", "a CSV file"),
};

/* ---- format ---- */

static const struct {
    const char *format; /* also the file name's extension */
    enum accord_layout layout;
} formats[] = {
    {"csv", ACCORD_LAYOUT_CSV},          {"tsv", ACCORD_LAYOUT_CSV},           {"json", ACCORD_LAYOUT_JSON_ARRAY},
    {"jsonl", ACCORD_LAYOUT_JSON_LINES}, {"ndjson", ACCORD_LAYOUT_JSON_LINES},
};

static const struct {
    const char *type;
    const char *format;
} media_types[] = {
    {"text/csv", "csv"},
    {"text/tab-separated-values", "tsv"},
    {"application/json", "json"},
    {"application/jsonl", "jsonl"},
    {"application/x-ndjson", "ndjson"},
};

static bool equal_without_case(const char *a, const char *b)
{
    for (; *a != '\0' && *b != '\0'; a++, b++)
        if (*a != *b && !(*a >= 'A' && *a <= 'Z' && *a + 32 == *b)) return false;
    return *a == *b;
}

static const char *extension_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash != NULL ? slash : path, '.');
    return dot != NULL ? dot + 1 : "";
}

/* The format of a media type, without its parameters; the type itself when it is unknown. */
static const char *format_of_media_type(const char *type)
{
    size_t length = strcspn(type, "; ");
    for (size_t i = 0; i < COUNT(media_types); i++)
        if (accord_text_equal(type, length, media_types[i].type, strlen(media_types[i].type)))
            return media_types[i].format;
    return type;
}

static void read_layout(struct accord_reading *reading, const struct accord_site *resource, struct accord_table *table)
{
    struct accord_site format_site = accord_site_member(resource, "format");
    struct accord_site media_site = accord_site_member(resource, "mediatype");
    struct accord_site path_site = accord_site_member(resource, "path");
    const char *format = accord_site_text(reading, &format_site);
    const char *media = accord_site_text(reading, &media_site);
    const struct accord_site *site = format != NULL ? &format_site : media != NULL ? &media_site : &path_site;
    if (format == NULL && media != NULL) format = format_of_media_type(media);
    if (format == NULL && table->path_count > 0) format = extension_of(table->paths[0]);
    if (format == NULL) return;
    for (size_t i = 0; i < COUNT(formats); i++) {
        if (!equal_without_case(format, formats[i].format)) continue;
        table->layout = formats[i].layout;
        if (strcmp(formats[i].format, "tsv") == 0) table->dialect.delimiter = '\t';
        return;
    }
    accord_site_refuse(reading, site, NULL, "the format csv, tsv, json, jsonl or ndjson");
}

static void check_encoding(struct accord_reading *reading, const struct accord_site *resource)
{
    struct accord_site site = accord_site_member(resource, "encoding");
    const char *encoding = accord_site_text(reading, &site);
    if (encoding != NULL && !equal_without_case(encoding, "utf-8") && !equal_without_case(encoding, "utf8"))
        accord_site_refuse(reading, &site, NULL, "utf-8");
}

/* ---- dialect ---- */

/* One character of ASCII that can delimit or quote. */
static void read_character(struct accord_reading *reading, const struct accord_site *site, char *character)
{
    const char *text = accord_site_text(reading, site);
    if (text == NULL) return;
    unsigned char byte = (unsigned char)text[0];
    bool good = strlen(text) == 1 && byte != '\r' && byte != '\n' && byte != 0x7f && (byte >= 0x20 || byte == '\t');
    if (good && byte < 0x80)
        *character = text[0];
    else
        accord_site_refuse(reading, site, NULL, "one character of ASCII");
}

static void read_quote(struct accord_reading *reading, const struct accord_site *dialect, struct accord_table *table)
{
    struct accord_site quote = accord_site_member(dialect, "quoteChar");
    struct accord_site twice = accord_site_member(dialect, "doubleQuote");
    if (cJSON_IsString(quote.value) && quote.value->valuestring[0] == '\0')
        table->dialect.quote = 0;
    else if (!cJSON_IsNull(quote.value))
        read_character(reading, &quote, &table->dialect.quote);
    else
        table->dialect.quote = 0;
    table->dialect.double_quote = accord_site_flag(reading, &twice, true);
    if (table->dialect.quote == table->dialect.delimiter)
        accord_site_refuse(reading, &quote, "the delimiter as the quote too", "two different characters");
}

static void check_line_end(struct accord_reading *reading, const struct accord_site *dialect)
{
    struct accord_site site = accord_site_member(dialect, "lineTerminator");
    const char *text = accord_site_text(reading, &site);
    if (text != NULL && strcmp(text, "\n") != 0 && strcmp(text, "\r\n") != 0)
        accord_site_refuse(reading, &site, NULL, "\"\\n\" or \"\\r\\n\"");
}

static void read_dialect(struct accord_package *package, struct accord_reading *reading,
                         const struct accord_site *resource, struct accord_table *table)
{
    struct accord_document *document = NULL;
    struct accord_site site = accord_site_member(resource, "dialect");
    if (site.value == NULL || !accord_package_object(package, reading, &site, &document)) return;
    if (!accord_site_object(reading, &site, dialect_members, COUNT(dialect_members), false)) return;
    struct accord_site delimiter = accord_site_member(&site, "delimiter");
    struct accord_site header = accord_site_member(&site, "header");
    struct accord_site space = accord_site_member(&site, "skipInitialSpace");
    read_character(reading, &delimiter, &table->dialect.delimiter);
    read_quote(reading, &site, table);
    check_line_end(reading, &site);
    table->dialect.header = accord_site_flag(reading, &header, true);
    if (accord_site_flag(reading, &space, false))
        accord_site_refuse(reading, &space, NULL, "false, since spaces are kept as they are");
}

/* ---- files ---- */

bool accord_package_add_file(struct accord_package *package, struct accord_reading *reading, const char *path)
{
    if (package->file_count == package->file_capacity) {
        size_t capacity = package->file_capacity == 0 ? 32 : package->file_capacity * 2;
        const char **files = accord_realloc(package->files, capacity, sizeof *files);
        if (!accord_reading_has(reading, files)) return false;
        package->files = files;
        package->file_capacity = capacity;
    }
    package->files[package->file_count++] = path;
    return true;
}

static void read_paths(struct accord_package *package, struct accord_reading *reading,
                       const struct accord_site *resource, struct accord_table *table)
{
    struct accord_site site = accord_site_member(resource, "path");
    struct accord_site data = accord_site_member(resource, "data");
    size_t count = 0;
    if (site.value == NULL && data.value == NULL) accord_site_refuse(reading, &site, NULL, "the path of a file");
    const char *const *paths = accord_site_texts(reading, &site, true, &count);
    if (paths == NULL) return;
    if (count == 0) accord_site_refuse(reading, &site, "an empty array", "at least one path");
    bool good = count <= ACCORD_PATHS_MAX;
    if (!good) accord_site_refuse(reading, &site, "paths too many", "at most %d", ACCORD_PATHS_MAX);
    table->first_file = (int)package->file_count;
    for (size_t i = 0; i < count && i < ACCORD_PATHS_MAX; i++) {
        bool array = cJSON_IsArray(site.value);
        struct accord_site element =
            accord_site_element(&site, i, array ? cJSON_GetArrayItem(site.value, (int)i) : NULL);
        const char *fault = accord_source_path_fault(paths[i]);
        if (fault != NULL)
            accord_site_refuse(reading, array ? &element : &site, fault,
                               "a path inside the dataset, relative to the descriptor");
        good = good && fault == NULL && accord_package_add_file(package, reading, paths[i]);
    }
    if (!good) return;
    table->paths = paths;
    table->path_count = count;
}

/* Where the rows are in documents, a resource says nothing of files. */
static void refuse_files(struct accord_reading *reading, const struct accord_site *resource)
{
    static const char *const of_files[] = {"path", "format", "mediatype", "encoding", "dialect", "bytes", "hash"};
    for (size_t i = 0; i < COUNT(of_files); i++) {
        struct accord_site site = accord_site_member(resource, of_files[i]);
        if (site.value != NULL)
            accord_site_refuse(reading, &site, NULL, "none, since with \"accord:layout\" rows are in actors/ID.json");
    }
}

static void read_files(struct accord_package *package, struct accord_reading *reading,
                       const struct accord_site *resource, struct accord_table *table)
{
    if (package->by_actor) {
        table->layout = ACCORD_LAYOUT_ACTORS;
        refuse_files(reading, resource);
        return;
    }
    read_paths(package, reading, resource, table);
    read_layout(reading, resource, table);
    check_encoding(reading, resource);
    read_dialect(package, reading, resource, table);
}

/* ---- the whole ---- */

static const char *read_name(struct accord_package *package, struct accord_reading *reading,
                             const struct accord_site *resource, const struct accord_table *table)
{
    struct accord_site site = accord_site_member(resource, "name");
    if (site.value == NULL) accord_site_refuse(reading, &site, NULL, "the name of a table");
    const char *name = accord_site_text(reading, &site);
    if (name == NULL) return NULL;
    if (!accord_text_is_name(name, strlen(name))) {
        accord_site_refuse(reading, &site, NULL, "a name of a-z, 0-9 and _ that begins with a letter, of at most 63");
        return NULL;
    }
    for (const struct accord_table *before = package->tables; before < table; before++) {
        if (before->schema.name == NULL || strcmp(before->schema.name, name) != 0) continue;
        accord_site_refuse(reading, &site, NULL, "a name that no resource before it has");
        return NULL;
    }
    return name;
}

static void read_schema(struct accord_package *package, struct accord_reading *reading,
                        const struct accord_site *resource, struct accord_table *table)
{
    struct accord_site site = accord_site_member(resource, "schema");
    if (site.value != NULL && !accord_package_object(package, reading, &site, &table->schema_document)) return;
    if (site.value == NULL && accord_core_schema(table->schema.name) == NULL) {
        accord_site_refuse(reading, &site, NULL, "a schema, since %s is no core table", table->schema.name);
        return;
    }
    if (site.value == NULL && !table->dialect.header) {
        accord_site_refuse(reading, &site, NULL, "a schema, since the files have no header");
        return;
    }
    accord_schema_read(package, reading, &site, table);
}

void accord_resource_read(struct accord_package *package, struct accord_reading *reading,
                          const struct accord_site *resource, struct accord_table *table)
{
    static const char *const blank[] = {""};
    table->dialect = (struct accord_csv_dialect){',', '"', true, true};
    table->missing = package->missing != NULL ? package->missing : blank;
    table->missing_count = package->missing != NULL ? package->missing_count : 1;
    if (!accord_site_object(reading, resource, resource_members, COUNT(resource_members), false)) return;
    struct accord_site missing = accord_site_member(resource, "missingValues");
    struct accord_site complete = accord_site_member(resource, "accord:complete");
    if (missing.value != NULL) table->missing = accord_site_missing_values(reading, &missing, &table->missing_count);
    table->schema.name = read_name(package, reading, resource, table);
    read_files(package, reading, resource, table);
    if (table->schema.name == NULL) return;
    read_schema(package, reading, resource, table);
    accord_complete_read(reading, &complete, &table->schema);
}
