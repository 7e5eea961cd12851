/* A lenient walk over the beginning of a JSON file: which members there are, and where. The strict door comes later. */
#include "import/glimpse.h"

#include "ingest/quote.h"

#include <string.h>

enum { DEPTH_MAX = 16, PATH_MAX_BYTES = 1024, DESCRIBED = 8 };

static const char mark[] = "\xEF\xBB\xBF";

/* Where the walk is. `path` is that of the value that comes next. */
struct walk {
    const char *bytes;
    size_t length;
    size_t at;
    char path[PATH_MAX_BYTES];
    size_t path_length;
    size_t ends[DEPTH_MAX]; /* of the path of each value that is open */
    bool objects[DEPTH_MAX];
    size_t depth;
    bool named; /* the next string of an object is a value, not a name */
};

/* Told each path, each time, and where its name ends; false ends the walk. */
typedef bool (*path_function)(void *host, const char *path, size_t length, size_t behind);

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static size_t skip_blanks(const char *bytes, size_t length)
{
    size_t at = 0;
    while (at < length && is_blank(bytes[at]))
        at++;
    return at;
}

struct accord_glimpse accord_glimpse_of(const char *bytes, size_t length, bool whole)
{
    struct accord_glimpse glimpse = {bytes, length, whole, ACCORD_GLIMPSE_TEXT};
    if (length >= sizeof mark - 1 && memcmp(bytes, mark, sizeof mark - 1) == 0) {
        glimpse.bytes += sizeof mark - 1;
        glimpse.length -= sizeof mark - 1;
    }
    size_t first = skip_blanks(glimpse.bytes, glimpse.length);
    /* A NUL in JSON is told at its place by who reads it; one behind the bracket is UTF-16's. */
    const char *nul = memchr(glimpse.bytes, '\0', glimpse.length);
    if (first == glimpse.length)
        glimpse.kind = ACCORD_GLIMPSE_EMPTY;
    else if (nul != NULL && nul <= glimpse.bytes + first + 1)
        glimpse.kind = ACCORD_GLIMPSE_BINARY;
    else if (glimpse.bytes[first] == '{')
        glimpse.kind = ACCORD_GLIMPSE_OBJECT;
    else if (glimpse.bytes[first] == '[')
        glimpse.kind = ACCORD_GLIMPSE_ARRAY;
    else if (nul != NULL)
        glimpse.kind = ACCORD_GLIMPSE_BINARY;
    return glimpse;
}

/* ---- the walk ---- */

/* Makes the path that of a member or element of the innermost value; false where there is no room. */
static bool step(struct walk *walk, const char *name, size_t length)
{
    size_t end = walk->ends[walk->depth - 1];
    if (length + 1 > sizeof walk->path - end) return false;
    walk->path[end] = '/';
    memcpy(walk->path + end + 1, name, length);
    walk->path_length = end + 1 + length;
    return true;
}

static bool open_value(struct walk *walk, bool object)
{
    if (walk->depth == DEPTH_MAX) return false;
    walk->ends[walk->depth] = walk->path_length;
    walk->objects[walk->depth++] = object;
    walk->named = false;
    walk->at++;
    return object || step(walk, "*", 1);
}

static bool close_value(struct walk *walk)
{
    if (walk->depth == 0) return false;
    walk->depth--;
    walk->named = true; /* until the next comma */
    walk->at++;
    return true;
}

static bool next_value(struct walk *walk)
{
    walk->named = false;
    walk->at++;
    return walk->depth > 0 && (walk->objects[walk->depth - 1] || step(walk, "*", 1));
}

/* False where it is cut off. */
static bool read_string(struct walk *walk, const char **text, size_t *length)
{
    size_t begin = ++walk->at;
    while (walk->at < walk->length && walk->bytes[walk->at] != '"')
        walk->at += walk->bytes[walk->at] == '\\' ? 2 : 1;
    if (walk->at >= walk->length) return false;
    *text = walk->bytes + begin;
    *length = walk->at++ - begin;
    return true;
}

static bool take_string(struct walk *walk, path_function function, void *host)
{
    const char *text = NULL;
    size_t length = 0;
    if (!read_string(walk, &text, &length)) return false;
    bool name = walk->depth > 0 && walk->objects[walk->depth - 1] && !walk->named;
    if (!name) return true;
    walk->named = true;
    return step(walk, text, length) && function(host, walk->path, walk->path_length, walk->at);
}

static void walk_over(const struct accord_glimpse *glimpse, path_function function, void *host)
{
    struct walk walk = {.bytes = glimpse->bytes, .length = glimpse->length};
    bool goes_on = true;
    while (goes_on && walk.at < walk.length) {
        char byte = walk.bytes[walk.at];
        if (byte == '{' || byte == '[')
            goes_on = open_value(&walk, byte == '{');
        else if (byte == '}' || byte == ']')
            goes_on = close_value(&walk) && walk.depth > 0;
        else if (byte == ',')
            goes_on = next_value(&walk);
        else if (byte == '"')
            goes_on = take_string(&walk, function, host);
        else
            walk.at++;
    }
}

/* ---- questions ---- */

struct wanted {
    const char *path;
    bool found;
    size_t behind;
};

static bool compare_path(void *host, const char *path, size_t length, size_t behind)
{
    struct wanted *wanted = host;
    wanted->behind = behind;
    wanted->found = accord_text_equal(wanted->path, strlen(wanted->path), path, length);
    return !wanted->found;
}

static struct wanted look_for(const struct accord_glimpse *glimpse, const char *path)
{
    struct wanted wanted = {path, false, 0};
    bool json = glimpse->kind == ACCORD_GLIMPSE_OBJECT || glimpse->kind == ACCORD_GLIMPSE_ARRAY;
    if (json) walk_over(glimpse, compare_path, &wanted);
    return wanted;
}

bool accord_glimpse_has(const struct accord_glimpse *glimpse, const char *path)
{
    return look_for(glimpse, path).found;
}

const char *accord_glimpse_value(const struct accord_glimpse *glimpse, const char *path, size_t *length)
{
    struct wanted wanted = look_for(glimpse, path);
    if (!wanted.found) return NULL;
    size_t at = wanted.behind + skip_blanks(glimpse->bytes + wanted.behind, glimpse->length - wanted.behind);
    if (at == glimpse->length || glimpse->bytes[at] != ':') return NULL;
    at++;
    at += skip_blanks(glimpse->bytes + at, glimpse->length - at);
    *length = glimpse->length - at;
    return glimpse->bytes + at;
}

bool accord_glimpse_is_empty_list(const struct accord_glimpse *glimpse, const char *path)
{
    size_t length = 0;
    const char *value = accord_glimpse_value(glimpse, path, &length);
    if (value == NULL || length == 0 || value[0] != '[') return false;
    size_t blanks = skip_blanks(value + 1, length - 1);
    return blanks + 1 < length && value[blanks + 1] == ']';
}

/* The members of the first level, or of the elements of an array, without repetition. */
struct members {
    const char *prefix;
    const char *head; /* what goes before the first */
    struct accord_text *text;
    struct accord_text names; /* each with a NUL */
    size_t count;
};

static bool was_named(const struct members *members, const char *name, size_t length)
{
    const char *names = accord_text_str(&members->names);
    for (size_t at = 0; at < members->names.length; at += strlen(names + at) + 1)
        if (accord_text_equal(names + at, strlen(names + at), name, length)) return true;
    return false;
}

static bool list_member(void *host, const char *path, size_t length, size_t behind)
{
    struct members *members = host;
    (void)behind;
    size_t prefix = strlen(members->prefix);
    if (length <= prefix || memcmp(path, members->prefix, prefix) != 0) return true;
    const char *name = path + prefix;
    length -= prefix;
    if (memchr(name, '/', length) != NULL || was_named(members, name, length)) return true;
    if (members->count == DESCRIBED) {
        accord_text_add_str(members->text, " and more");
        return false;
    }
    accord_text_add_str(members->text, members->count++ == 0 ? members->head : ", ");
    accord_quote(members->text, name, length);
    accord_text_add(&members->names, name, length);
    accord_text_add_char(&members->names, '\0');
    return !members->names.failed;
}

bool accord_glimpse_is_database(const struct accord_glimpse *glimpse)
{
    static const char database[] = "SQLite format 3";
    return glimpse->length >= sizeof database && memcmp(glimpse->bytes, database, sizeof database) == 0;
}

/* Spreadsheets call it Unicode text. */
static bool is_utf16(const struct accord_glimpse *glimpse)
{
    return glimpse->kind == ACCORD_GLIMPSE_BINARY && glimpse->length >= 2 &&
           (memcmp(glimpse->bytes, "\xFF\xFE", 2) == 0 || memcmp(glimpse->bytes, "\xFE\xFF", 2) == 0);
}

void accord_glimpse_describe(const struct accord_glimpse *glimpse, struct accord_text *text)
{
    static const struct {
        const char *words;
        const char *prefix; /* of members that are listed; NULL: none */
        const char *head;
    } kinds[] = {
        [ACCORD_GLIMPSE_EMPTY] = {"an empty file", NULL, NULL},
        [ACCORD_GLIMPSE_BINARY] = {"a file that is no text", NULL, NULL},
        [ACCORD_GLIMPSE_OBJECT] = {"a JSON object", "/", " with the members "},
        [ACCORD_GLIMPSE_ARRAY] = {"a JSON array", "/*/", " of objects with the members "},
        [ACCORD_GLIMPSE_TEXT] = {"a text that is no JSON", NULL, NULL},
    };
    if (is_utf16(glimpse)) {
        accord_text_add_str(text, "a text in UTF-16, not UTF-8");
        return;
    }
    if (accord_glimpse_is_database(glimpse)) {
        accord_text_add_str(text, "a packed dataset or another SQLite database (accord export makes a folder of one)");
        return;
    }
    struct members members = {.prefix = kinds[glimpse->kind].prefix, .head = kinds[glimpse->kind].head, .text = text};
    accord_text_add_str(text, kinds[glimpse->kind].words);
    if (members.prefix == NULL) return;
    accord_text_init(&members.names, ACCORD_GLIMPSE_MAX);
    walk_over(glimpse, list_member, &members);
    text->failed = text->failed || members.names.failed;
    accord_text_clear(&members.names);
}
