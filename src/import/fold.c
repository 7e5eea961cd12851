/* Folding names with utf8proc: the same bytes in every locale. */
#include "import/fold.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum {
    WORDS_MAX = 64,
    FOLDED_MAX = 32 * ACCORD_NAME_MAX, /* a compatibility character may stand for eighteen */
    DECOMPOSED_MAX = 32,
    CHARACTERS_MAX = 128 /* of a text whose distance is asked */
};

struct word {
    const char *text;
    size_t length;
};

struct words {
    struct word items[WORDS_MAX];
    size_t count;
};

/* ---- characters ---- */

static bool is_apostrophe(uint32_t code_point)
{
    static const uint32_t apostrophes[] = {0x27, 0x60, 0xB4, 0x2BB, 0x2BC, 0x2018, 0x2019, 0x201B};
    for (size_t i = 0; i < COUNT(apostrophes); i++)
        if (apostrophes[i] == code_point) return true;
    return false;
}

static bool belongs_to_word(uint32_t code_point)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code_point);
    bool letter = category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
    bool digit = category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO;
    return letter || digit;
}

/* Whether the word that is being written is an elided article: l'Ouganda, d'Ivoire. */
static bool elides(const struct accord_text *text)
{
    const char *bytes = accord_text_str(text);
    size_t length = text->length;
    bool alone = length == 1 || (length > 1 && bytes[length - 2] == ' ');
    return alone && (bytes[length - 1] == 'l' || bytes[length - 1] == 'd');
}

static void add_character(struct accord_text *text, uint32_t code_point)
{
    enum { TATWEEL = 0x640 }; /* lengthens a line of Arabic and says nothing */
    utf8proc_uint8_t bytes[4];
    if (code_point == TATWEEL) return;
    if (belongs_to_word(code_point) && !is_apostrophe(code_point))
        accord_text_add(text, (const char *)bytes, (size_t)utf8proc_encode_char((utf8proc_int32_t)code_point, bytes));
    else if (code_point == '&')
        accord_text_add_str(text, " and ");
    else if (!is_apostrophe(code_point) || elides(text))
        accord_text_add_char(text, ' ');
}

/* The name in folded characters, its words parted by one blank or more. */
static void add_folded(struct accord_text *text, const char *name, size_t length)
{
    static const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
                                             UTF8PROC_CASEFOLD | UTF8PROC_IGNORE | UTF8PROC_STRIPMARK;
    for (size_t at = 0; at < length;) {
        uint32_t code_point = 0;
        size_t step = accord_utf8_next(name + at, length - at, &code_point);
        if (step == 0) {
            accord_text_add_char(text, ' ');
            at++;
            continue;
        }
        utf8proc_int32_t parts[DECOMPOSED_MAX];
        int boundary = 0;
        utf8proc_ssize_t count =
            is_apostrophe(code_point)
                ? 0
                : utf8proc_decompose_char((utf8proc_int32_t)code_point, parts, DECOMPOSED_MAX, options, &boundary);
        if (is_apostrophe(code_point)) add_character(text, code_point);
        for (utf8proc_ssize_t i = 0; i < count && i < DECOMPOSED_MAX; i++)
            add_character(text, (uint32_t)parts[i]);
        at += step;
    }
}

/* ---- words ---- */

static bool is_one_of(const struct word *word, const char *const *listed, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (accord_text_equal(word->text, word->length, listed[i], strlen(listed[i]))) return true;
    return false;
}

static bool is_article(const struct word *word)
{
    static const char *const articles[] = {"the", "la", "le", "les", "l", "el", "los", "las"};
    return is_one_of(word, articles, COUNT(articles));
}

static bool is_particle(const struct word *word)
{
    static const char *const particles[] = {"of", "and", "de", "du", "des", "del", "d", "et", "y", "e", "и"};
    return is_article(word) || is_one_of(word, particles, COUNT(particles));
}

/* Alone it may be a code: ST is that of Sao Tome and Principe. */
static struct word spelt_out(struct word word)
{
    static const char *const short_forms[][2] = {{"st", "saint"}, {"rep", "republic"}, {"dem", "democratic"}};
    for (size_t i = 0; i < COUNT(short_forms); i++)
        if (accord_text_equal(word.text, word.length, short_forms[i][0], strlen(short_forms[i][0])))
            return (struct word){short_forms[i][1], strlen(short_forms[i][1])};
    return word;
}

/* False when there are too many for a name. */
static bool split(const char *text, struct words *words)
{
    words->count = 0;
    for (const char *at = text; *at != '\0';) {
        size_t length = strcspn(at, " ");
        if (length > 0 && words->count == WORDS_MAX) return false;
        if (length > 0) words->items[words->count++] = (struct word){at, length};
        at += length + (at[length] == ' ');
    }
    for (size_t i = 0; words->count > 1 && i < words->count; i++)
        words->items[i] = spelt_out(words->items[i]);
    return true;
}

static void write_words(const struct words *words, struct accord_text *out)
{
    size_t first = 0, end = words->count;
    while (end - first > 1 && is_article(&words->items[end - 1]))
        end--;
    while (end - first > 1 && is_article(&words->items[first]))
        first++;
    for (size_t i = first; i < end; i++)
        accord_text_add(out, words->items[i].text, words->items[i].length);
}

static int compare_words(const void *a, const void *b)
{
    const struct word *left = a, *right = b;
    size_t shorter = left->length < right->length ? left->length : right->length;
    int order = memcmp(left->text, right->text, shorter);
    return order != 0 ? order : (left->length > right->length) - (left->length < right->length);
}

static void write_bag(const struct words *words, struct accord_text *out)
{
    struct words kept = {.count = 0};
    for (size_t i = 0; i < words->count; i++)
        if (!is_particle(&words->items[i])) kept.items[kept.count++] = words->items[i];
    if (kept.count == 0 || words->count == 1) return;
    qsort(kept.items, kept.count, sizeof kept.items[0], compare_words);
    for (size_t i = 0; i < kept.count; i++) {
        accord_text_add_char(out, ' ');
        accord_text_add(out, kept.items[i].text, kept.items[i].length);
    }
}

/* ---- the whole ---- */

void accord_folded_init(struct accord_folded *folded)
{
    accord_text_init(&folded->words, FOLDED_MAX);
    accord_text_init(&folded->bag, FOLDED_MAX);
}

void accord_folded_clear(struct accord_folded *folded)
{
    accord_text_clear(&folded->words);
    accord_text_clear(&folded->bag);
}

bool accord_fold(struct accord_folded *folded, const char *name, size_t length)
{
    struct accord_text characters;
    struct words words;
    accord_text_reset(&folded->words);
    accord_text_reset(&folded->bag);
    folded->word_count = 0;
    if (length > ACCORD_NAME_MAX) return false;
    accord_text_init(&characters, FOLDED_MAX);
    add_folded(&characters, name, length);
    bool good = !characters.failed && split(accord_text_str(&characters), &words);
    if (good && words.count == 1 && memchr(name, '&', length) != NULL) words.count = 0; /* nothing but the sign */
    if (good) {
        folded->word_count = words.count;
        write_words(&words, &folded->words);
        write_bag(&words, &folded->bag);
    }
    bool failed = characters.failed || folded->words.failed || folded->bag.failed;
    accord_text_clear(&characters);
    folded->words.failed = failed;
    return good && !failed;
}

/* ---- distance ---- */

static size_t code_points(const char *text, size_t length, uint32_t *points)
{
    size_t count = 0;
    for (size_t at = 0; at < length && count < CHARACTERS_MAX;) {
        size_t step = accord_utf8_next(text + at, length - at, &points[count]);
        at += step == 0 ? 1 : step;
        count++;
    }
    return count;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment, of texts whose lengths differ by no more than what is asked. */
static size_t align(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count)
{
    size_t rows[3][CHARACTERS_MAX + 1];
    size_t *before = rows[0], *last = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b_count; j++)
        last[j] = j;
    for (size_t i = 1; i <= a_count; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b_count; j++) {
            row[j] = least(least(last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
        size_t *oldest = before;
        before = last;
        last = row;
        row = oldest;
    }
    return last[b_count];
}

size_t accord_fold_distance(const char *a, size_t a_length, const char *b, size_t b_length, size_t most)
{
    uint32_t left[CHARACTERS_MAX], right[CHARACTERS_MAX];
    size_t left_count = code_points(a, a_length, left), right_count = code_points(b, b_length, right);
    size_t gap = left_count > right_count ? left_count - right_count : right_count - left_count;
    if (gap > most) return SIZE_MAX;
    size_t distance = align(left, left_count, right, right_count);
    return distance > most ? SIZE_MAX : distance;
}
