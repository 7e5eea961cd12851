/* Patterns of texts. One walk serves reading and writing, so that they cannot differ. */
#include "language/pattern.h"

#include "language/language.h"

#include <assert.h>
#include <string.h>

struct walk {
    const char *at;
    const char *why; /* what is wrong at `at`; NULL: nothing so far */
    struct accord_pattern *read;
    struct accord_text *text; /* NULL: nothing is written, and arguments need not be there */
    const struct accord_language *language;
    const struct accord_argument *arguments;
    size_t count;
    bool grouped;
};

/* Where a message stands: in the forms of a plural # is its number. */
struct inside {
    unsigned depth;
    bool plural;
    int64_t number;
    bool writes;
};

static bool fault(struct walk *walk, const char *why)
{
    if (walk->why == NULL) walk->why = why;
    return false;
}

static void skip_blanks(struct walk *walk)
{
    walk->at += strspn(walk->at, " \n");
}

static bool take(struct walk *walk, char expected, const char *why)
{
    skip_blanks(walk);
    if (*walk->at != expected) return fault(walk, why);
    walk->at++;
    return true;
}

static size_t word_length(const char *at)
{
    return strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789_");
}

static bool note_argument(struct walk *walk, const char *name, size_t length, bool counted)
{
    struct accord_pattern *read = walk->read;
    size_t i = 0;
    if (read == NULL) return true;
    while (i < read->count &&
           !accord_text_equal(read->arguments[i].name, strlen(read->arguments[i].name), name, length))
        i++;
    if (i == ACCORD_PATTERN_ARGUMENTS_MAX) return fault(walk, "more than 16 arguments");
    if (i == read->count) {
        memcpy(read->arguments[i].name, name, length);
        read->arguments[i].name[length] = '\0';
        read->arguments[i].counted = false;
        read->count++;
    }
    read->arguments[i].counted = read->arguments[i].counted || counted;
    return true;
}

/* *value stays NULL where nothing is written. */
static bool find_argument(struct walk *walk, const char *name, size_t length, const struct accord_value **value)
{
    *value = NULL;
    if (walk->text == NULL) return true;
    for (size_t i = 0; i < walk->count; i++)
        if (accord_text_equal(walk->arguments[i].name, strlen(walk->arguments[i].name), name, length))
            *value = &walk->arguments[i].value;
    return *value != NULL || fault(walk, "an argument that is not given");
}

static void write_bytes(struct walk *walk, const struct inside *inside, const char *bytes, size_t length)
{
    if (inside->writes && walk->text != NULL) accord_text_add(walk->text, bytes, length);
}

static void write_number(struct walk *walk, const struct inside *inside)
{
    const struct accord_value value = {.kind = ACCORD_VALUE_INTEGER, .integer = inside->number};
    if (inside->writes && walk->text != NULL)
        accord_language_add_value(walk->text, walk->language, &value, walk->grouped);
}

/* At an apostrophe. */
static bool walk_apostrophe(struct walk *walk, const struct inside *inside)
{
    const char *opens = inside->plural ? "{}#" : "{}";
    char next = walk->at[1];
    if (next == '\'' || next == '\0' || strchr(opens, next) == NULL) {
        write_bytes(walk, inside, "'", 1);
        walk->at += next == '\'' ? 2 : 1;
        return true;
    }
    const char *opened = walk->at++;
    for (; *walk->at != '\0'; walk->at++) {
        if (walk->at[0] == '\'' && walk->at[1] != '\'') {
            walk->at++;
            return true;
        }
        if (walk->at[0] == '\'') walk->at++;
        write_bytes(walk, inside, walk->at, 1);
    }
    walk->at = opened;
    return fault(walk, "a quotation that does not end, expected another apostrophe");
}

static bool walk_message(struct walk *walk, const struct inside *inside);

/* The forms of one plural. */
struct forms {
    bool one, other;
    bool chosen_exactly; /* a form for this very number */
    const char *chosen;  /* where its message begins */
};

static bool take_exact(struct walk *walk, int64_t *number)
{
    size_t digits = strspn(++walk->at, "0123456789");
    if (digits == 0 || digits > 9) return fault(walk, "expected a number of at most 9 digits after =");
    *number = 0;
    for (size_t i = 0; i < digits; i++)
        *number = *number * 10 + (walk->at[i] - '0');
    walk->at += digits;
    return true;
}

/* `one`, `other` or =N: whether the form is the one for `number`. */
static bool take_selector(struct walk *walk, struct forms *forms, int64_t number, bool *fits)
{
    int64_t exact;
    if (*walk->at == '=') {
        if (!take_exact(walk, &exact)) return false;
        *fits = exact == number;
        forms->chosen_exactly = forms->chosen_exactly || *fits;
        return true;
    }
    size_t length = word_length(walk->at);
    bool one = accord_text_equal(walk->at, length, "one", 3), other = accord_text_equal(walk->at, length, "other", 5);
    if (!one && !other) return fault(walk, "expected a form of the plural: one, other or =N");
    if (one ? forms->one : forms->other) return fault(walk, "a form of the plural that was there before");
    forms->one = forms->one || one;
    forms->other = forms->other || other;
    *fits = !forms->chosen_exactly && walk->language != NULL && accord_language_is_one(walk->language, number) == one;
    walk->at += length;
    return true;
}

/* Behind the second comma, up to the brace that ends the plural. The forms are walked once to find the right one and
 * the end, then that one to write it. */
static bool walk_plural(struct walk *walk, const struct inside *outside, int64_t number)
{
    struct forms forms = {.chosen = NULL};
    struct inside inside = {outside->depth + 1, true, number, false};
    for (skip_blanks(walk); *walk->at != '}'; skip_blanks(walk)) {
        bool fits;
        if (!take_selector(walk, &forms, number, &fits)) return false;
        if (!take(walk, '{', "expected { and the form")) return false;
        if (fits) forms.chosen = walk->at;
        if (!walk_message(walk, &inside) || !take(walk, '}', "expected } behind the form")) return false;
    }
    if (!forms.one || !forms.other) return fault(walk, "a plural without both one and other");
    if (outside->writes && walk->text != NULL) {
        const char *end = walk->at;
        assert(forms.chosen != NULL);
        inside.writes = true;
        walk->at = forms.chosen;
        if (!walk_message(walk, &inside)) return false;
        walk->at = end;
    }
    return true;
}

/* Behind the opening brace. */
static bool walk_argument(struct walk *walk, const struct inside *inside)
{
    const struct accord_value *value;
    skip_blanks(walk);
    const char *name = walk->at;
    size_t length = word_length(name);
    if (length == 0 || *name < 'a' || *name > 'z')
        return fault(walk, "expected the name of an argument: [a-z][a-z0-9_]*");
    if (length > ACCORD_PATTERN_NAME_MAX) return fault(walk, "a name of more than 63 bytes");
    if (!find_argument(walk, name, length, &value)) return false;
    walk->at += length;
    skip_blanks(walk);
    bool counted = *walk->at == ',';
    if (!note_argument(walk, name, length, counted)) return false;
    if (!counted) {
        if (inside->writes && value != NULL)
            accord_language_add_value(walk->text, walk->language, value, walk->grouped);
        return take(walk, '}', "expected } or a comma behind the name of the argument");
    }
    walk->at++;
    skip_blanks(walk);
    if (!accord_text_equal(walk->at, word_length(walk->at), "plural", 6)) return fault(walk, "expected plural");
    walk->at += 6;
    if (!take(walk, ',', "expected a comma behind plural")) return false;
    if (value != NULL && value->kind != ACCORD_VALUE_INTEGER) return fault(walk, "a plural of what is no whole number");
    return walk_plural(walk, inside, value == NULL ? 0 : value->integer) && take(walk, '}', "expected }");
}

/* Up to the end of the pattern, or of the form. */
static bool walk_message(struct walk *walk, const struct inside *inside)
{
    if (inside->depth > ACCORD_PATTERN_DEPTH_MAX) return fault(walk, "plurals in more than four levels");
    for (;;) {
        size_t plain = strcspn(walk->at, inside->plural ? "'{}#" : "'{}");
        write_bytes(walk, inside, walk->at, plain);
        walk->at += plain;
        if (*walk->at == '\'') {
            if (!walk_apostrophe(walk, inside)) return false;
        } else if (*walk->at == '#') {
            write_number(walk, inside);
            walk->at++;
        } else if (*walk->at == '{') {
            walk->at++;
            if (!walk_argument(walk, inside)) return false;
        } else if (*walk->at == '}' && !inside->plural) {
            return fault(walk, "a } that closes nothing");
        } else {
            return true;
        }
    }
}

bool accord_pattern_read(const char *pattern, struct accord_pattern *read, const char **why, size_t *at)
{
    struct walk walk = {.at = pattern, .read = read};
    const struct inside inside = {.writes = true};
    read->count = 0;
    bool good = walk_message(&walk, &inside);
    *why = walk.why;
    *at = (size_t)(walk.at - pattern);
    return good;
}

bool accord_pattern_add(struct accord_text *text, const struct accord_language *language, const char *pattern,
                        const struct accord_argument *arguments, size_t count, bool grouped)
{
    struct walk walk = {
        .at = pattern, .text = text, .language = language, .arguments = arguments, .count = count, .grouped = grouped};
    const struct inside inside = {.writes = true};
    size_t before = text->length;
    bool good = walk_message(&walk, &inside);
    if (!good && !text->failed && text->length > before) accord_text_end_at(text, text->bytes + before);
    return good;
}
