/* Reading the engine's own sentences back, and saying them again. */
#include "language/sentence.h"

#include "base/memory.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum {
    CAPTURES_MAX = 4,
    NESTED_MAX = 16, /* rules that rest on one another */
    SENTENCE_MAX = 64 * 1024
};

/* A part of a sentence. */
struct span {
    const char *at;
    size_t length;
};

struct reading {
    const struct accord_language *language;
    struct accord_arena arena;
    unsigned nested;
    bool failed; /* memory was short */
};

/* ---- parts of sentences ---- */

static struct span span_of(const char *text)
{
    return (struct span){text, strlen(text)};
}

static bool starts_with(struct span span, struct span start)
{
    return span.length >= start.length && memcmp(span.at, start.at, start.length) == 0;
}

static bool ends_with(struct span span, struct span end)
{
    return span.length >= end.length && memcmp(span.at + span.length - end.length, end.at, end.length) == 0;
}

static struct span from(struct span span, size_t offset)
{
    return (struct span){span.at + offset, span.length - offset};
}

static struct span first(struct span span, size_t length)
{
    return (struct span){span.at, length};
}

/* Where it first occurs at or behind `start`, or SIZE_MAX. */
static size_t find(struct span span, struct span what, size_t start)
{
    for (size_t i = start; i + what.length <= span.length; i++)
        if (memcmp(span.at + i, what.at, what.length) == 0) return i;
    return SIZE_MAX;
}

static size_t find_last(struct span span, struct span what)
{
    size_t last = SIZE_MAX;
    for (size_t at = find(span, what, 0); at != SIZE_MAX; at = find(span, what, at + 1))
        last = at;
    return last;
}

static const char *copy(struct reading *reading, struct span span)
{
    const char *text = accord_arena_copy(&reading->arena, span.at, span.length);
    reading->failed = reading->failed || text == NULL;
    return text;
}

/* ---- matching a pattern ---- */

struct capture {
    struct span name, value;
};

/* The text of a pattern up to its next argument or end, its doubled apostrophes single. */
static struct span literal_of(struct reading *reading, const char **pattern)
{
    size_t length = strcspn(*pattern, "{"), kept = 0;
    char *text = accord_arena_alloc(&reading->arena, length + 1);
    reading->failed = reading->failed || text == NULL;
    for (size_t i = 0; text != NULL && i < length; i++) {
        text[kept++] = (*pattern)[i];
        if ((*pattern)[i] == '\'' && (*pattern)[i + 1] == '\'') i++;
    }
    *pattern += length;
    return (struct span){text == NULL ? "" : text, kept};
}

/* Each argument takes as little as it can, the last one what is left. */
static bool match(struct reading *reading, const char *pattern, struct span sentence, struct capture *captures,
                  size_t *count)
{
    if (sentence.length == 0 || (*pattern != '{' && *pattern != *sentence.at)) return false; /* most are told by this */
    struct span literal = literal_of(reading, &pattern);
    *count = 0;
    if (!starts_with(sentence, literal)) return false;
    sentence = from(sentence, literal.length);
    while (*pattern == '{' && *count < CAPTURES_MAX) {
        struct capture *capture = &captures[(*count)++];
        capture->name = (struct span){pattern + 1, strcspn(pattern, "}") - 1};
        pattern += capture->name.length + 2;
        literal = literal_of(reading, &pattern);
        bool last = *pattern == '\0';
        if (last && !ends_with(sentence, literal)) return false;
        size_t end = last ? sentence.length - literal.length : find(sentence, literal, 0);
        if (end == SIZE_MAX || end == 0) return false;
        capture->value = first(sentence, end);
        sentence = from(sentence, end + literal.length);
    }
    return sentence.length == 0 && *pattern == '\0';
}

/* ---- arguments, by their names ---- */

static bool say_one_of(struct reading *reading, const enum accord_phrase *phrases, size_t count, struct span sentence,
                       struct accord_text *text);
static bool say_sentence(struct reading *reading, struct span sentence, struct accord_text *text);
static bool say_reasons(struct reading *reading, struct span reasons, struct accord_text *text);
static bool say_reason(struct reading *reading, struct span reason, struct accord_text *text);
static bool say_names(struct reading *reading, struct span names, struct accord_text *text);
static bool say_rows(struct reading *reading, struct span rows, struct accord_text *text);

static bool say_verdict(struct reading *reading, struct span name, struct accord_text *text)
{
    enum accord_verdict_kind verdict;
    const char *copied = copy(reading, name);
    if (copied == NULL || !accord_verdict_find(copied, &verdict)) return false;
    accord_text_add_str(text, accord_language_verdict(reading->language, verdict));
    return true;
}

static bool take_day(struct span span, struct accord_value *value)
{
    const char *why;
    *value = (struct accord_value){.kind = ACCORD_VALUE_DATE};
    return accord_date_parse(span.at, span.length, &value->date, &why);
}

static bool take_number(struct span span, struct accord_value *value)
{
    *value = (struct accord_value){.kind = ACCORD_VALUE_INTEGER};
    for (size_t i = 0; i < span.length; i++) {
        if (span.length > 9 || span.at[i] < '0' || span.at[i] > '9') return false;
        value->integer = value->integer * 10 + (span.at[i] - '0');
    }
    return true;
}

/* An id has no blanks, so that it cannot swallow a sentence. */
static bool say_id(struct reading *reading, struct span id, struct accord_text *text)
{
    (void)reading;
    accord_text_add(text, id.at, id.length);
    return find(id, span_of(" "), 0) == SIZE_MAX;
}

/* What is no name of these is taken as it is. */
static const struct {
    const char *name;
    bool (*take)(struct span span, struct accord_value *value);
    bool (*say)(struct reading *reading, struct span span, struct accord_text *text);
} arguments[] = {
    {"day", take_day, NULL},        {"as_of", take_day, NULL},        {"first", take_day, NULL},
    {"second", take_day, NULL},     {"number", take_number, NULL},    {"total", take_number, NULL},
    {"verdict", NULL, say_verdict}, {"sentence", NULL, say_sentence}, {"reasons", NULL, say_reasons},
    {"reason", NULL, say_reason},   {"names", NULL, say_names},       {"rows", NULL, say_rows},
    {"provision", NULL, say_id},    {"rule", NULL, say_id},           {"table", NULL, say_id},
};

static bool say_value(struct reading *reading, size_t row, struct span span, struct accord_value *value)
{
    struct accord_text text;
    accord_text_init(&text, SENTENCE_MAX);
    bool good = arguments[row].say(reading, span, &text);
    *value = (struct accord_value){.kind = ACCORD_VALUE_TEXT,
                                   .text = copy(reading, (struct span){accord_text_str(&text), text.length})};
    reading->failed = reading->failed || text.failed;
    accord_text_clear(&text);
    return good;
}

static bool take_argument(struct reading *reading, const struct capture *capture, struct accord_argument *argument)
{
    argument->name = copy(reading, capture->name);
    for (size_t i = 0; argument->name != NULL && i < COUNT(arguments); i++) {
        if (strcmp(arguments[i].name, argument->name) != 0) continue;
        if (arguments[i].take != NULL) return arguments[i].take(capture->value, &argument->value);
        return say_value(reading, i, capture->value, &argument->value);
    }
    argument->value = (struct accord_value){.kind = ACCORD_VALUE_TEXT, .text = copy(reading, capture->value)};
    return true;
}

static bool say_phrase(struct reading *reading, enum accord_phrase phrase, struct span sentence,
                       struct accord_text *text)
{
    struct capture captures[CAPTURES_MAX];
    struct accord_argument taken[CAPTURES_MAX];
    size_t count;
    if (!match(reading, accord_phrase(ACCORD_ENGLISH, phrase), sentence, captures, &count)) return false;
    for (size_t i = 0; i < count; i++)
        if (!take_argument(reading, &captures[i], &taken[i])) return false;
    if (reading->failed) return false;
    accord_phrase_add(text, reading->language, phrase, taken, count);
    return true;
}

static bool say_one_of(struct reading *reading, const enum accord_phrase *phrases, size_t count, struct span sentence,
                       struct accord_text *text)
{
    for (size_t i = 0; i < count; i++)
        if (say_phrase(reading, phrases[i], sentence, text)) return true;
    return false;
}

/* ---- the sentences ---- */

static const enum accord_phrase sentences[] = {
    ACCORD_PHRASE_WHY_EFFECT_AHEAD,
    ACCORD_PHRASE_WHY_EFFECT_OVER,
    ACCORD_PHRASE_WHY_BOUND_OPEN,
    ACCORD_PHRASE_WHY_NOT_BOUND,
    ACCORD_PHRASE_WHY_BOUND,
    ACCORD_PHRASE_WHY_RESTS_OF,
    ACCORD_PHRASE_WHY_RESTS_ON,
    ACCORD_PHRASE_WHY_RESTS_FAILED,
    ACCORD_PHRASE_WHY_SHOWN,
    ACCORD_PHRASE_WHY_NOBODY,
    ACCORD_PHRASE_WHY_NOBODY_IN_SCHEME,
    ACCORD_PHRASE_WHY_NO_REGION_ONE,
    ACCORD_PHRASE_WHY_NO_REGION,
    ACCORD_PHRASE_WHY_OPEN_ONE,
    ACCORD_PHRASE_WHY_OPEN,
    ACCORD_PHRASE_WHY_OPEN_UNASKED_ONE,
    ACCORD_PHRASE_WHY_OPEN_UNASKED,
    ACCORD_PHRASE_WHY_BLANK,
    ACCORD_PHRASE_WHY_UNDECIDED,
    ACCORD_PHRASE_ADDITION_COARSE,
    ACCORD_PHRASE_ADDITION_BLANK,
    ACCORD_PHRASE_PART_SHARD,
    ACCORD_PHRASE_PART_ACTORS,
};

static bool say_sentence(struct reading *reading, struct span sentence, struct accord_text *text)
{
    if (reading->nested == NESTED_MAX) return false;
    reading->nested++;
    bool good = say_one_of(reading, sentences, COUNT(sentences), sentence, text);
    reading->nested--;
    return good;
}

/* "reports r1, submitted: it is not on record": no reason has a colon, and what is before it may have several. */
static bool say_reason(struct reading *reading, struct span reason, struct accord_text *text)
{
    static const enum accord_phrase reasons[] = {
        ACCORD_PHRASE_REASON_TO_ALL,     ACCORD_PHRASE_REASON_COARSE, ACCORD_PHRASE_REASON_BLANK,
        ACCORD_PHRASE_REASON_INCOMPLETE, ACCORD_PHRASE_REASON_CLAIMS, ACCORD_PHRASE_REASON_EVENT,
        ACCORD_PHRASE_REASON_ABSENT,     ACCORD_PHRASE_REASON_ORDER,
    };
    const struct span colon = span_of(": ");
    size_t end = find_last(reason, colon);
    if (end == SIZE_MAX) return say_one_of(reading, reasons, COUNT(reasons), reason, text);
    struct accord_value row = {.kind = ACCORD_VALUE_TEXT, .text = copy(reading, first(reason, end))};
    struct accord_text said;
    accord_text_init(&said, SENTENCE_MAX);
    bool good = say_one_of(reading, reasons, COUNT(reasons), from(reason, end + colon.length), &said);
    reading->failed = reading->failed || said.failed;
    const struct accord_argument parts[] = {{"row", row}, ACCORD_WORD("reason", accord_text_str(&said))};
    if (good && !reading->failed)
        accord_phrase_add(text, reading->language, ACCORD_PHRASE_REASON_OF_ROW, parts, COUNT(parts));
    accord_text_clear(&said);
    return good;
}

/* Up to three, and how many more; a key may have what separates them in it. */
static bool say_reasons(struct reading *reading, struct span reasons, struct accord_text *text)
{
    const struct span separator = span_of(accord_phrase(ACCORD_ENGLISH, ACCORD_PHRASE_REASON_SEPARATOR));
    bool good = true;
    for (size_t end = 0; reasons.length > 0 && good;) {
        end = find(reasons, separator, end);
        struct span reason = end == SIZE_MAX ? reasons : first(reasons, end);
        good = say_reason(reading, reason, text) || say_phrase(reading, ACCORD_PHRASE_REASON_MORE, reason, text);
        if (end == SIZE_MAX) return good;
        if (good) {
            accord_text_add_str(text, accord_phrase(reading->language, ACCORD_PHRASE_REASON_SEPARATOR));
            reasons = from(reasons, end + separator.length);
            end = 0;
        } else {
            good = true;
            end++;
        }
    }
    return false;
}

/* "KEN, TZA and 3 more": ids, which are the same in every language. */
static bool say_names(struct reading *reading, struct span names, struct accord_text *text)
{
    if (!say_phrase(reading, ACCORD_PHRASE_WHY_NAMES_MORE, names, text)) accord_text_add(text, names.at, names.length);
    return true;
}

/* "reports r1 and 2 more", "meetings to all". */
static bool say_rows(struct reading *reading, struct span rows, struct accord_text *text)
{
    return say_phrase(reading, ACCORD_PHRASE_ROWS_TO_ALL, rows, text) || say_names(reading, rows, text);
}

bool accord_sentence_add(struct accord_text *text, const struct accord_language *language, const char *sentence)
{
    struct reading reading = {.language = language};
    accord_arena_init(&reading.arena);
    bool good = say_sentence(&reading, span_of(sentence), text);
    if (reading.failed) text->failed = true;
    accord_arena_clear(&reading.arena);
    return good;
}

const char *accord_sentence_addition(const char *message)
{
    static const enum accord_phrase additions[] = {ACCORD_PHRASE_ADDITION_COARSE, ACCORD_PHRASE_ADDITION_BLANK};
    struct reading reading = {.language = ACCORD_ENGLISH};
    struct capture captures[CAPTURES_MAX];
    const char *found = NULL;
    size_t count;
    accord_arena_init(&reading.arena);
    for (const char *at = strstr(message, "; but "); at != NULL; at = strstr(at + 1, "; but "))
        for (size_t i = 0; i < COUNT(additions); i++)
            if (match(&reading, accord_phrase(ACCORD_ENGLISH, additions[i]), span_of(at), captures, &count)) found = at;
    accord_arena_clear(&reading.arena);
    return found;
}
