/* What titles say: the period of a report, the number of a meeting. */
#include "import/vocabulary.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { WORD_MAX = 24, YEAR_FIRST = 1900, YEAR_LAST = 2100, NUMBER_LONGEST = 4, BOTH = 2 };

/* A word or number of a title, in lower case. */
struct token {
    char text[WORD_MAX];
    unsigned number; /* 0: a word */
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static char letter(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte >= 'a' && byte <= 'z' ? byte : '\0';
}

/* The next run of letters or digits; false at the end. Longer ones are cut: they are nothing that is looked for. */
static bool next_token(const char **at, struct token *token)
{
    size_t length = 0;
    *token = (struct token){.number = 0};
    while (**at != '\0' && !is_digit(**at) && letter(**at) == '\0')
        ++*at;
    bool digits = is_digit(**at);
    for (; digits ? is_digit(**at) : letter(**at) != '\0'; ++*at)
        if (length < WORD_MAX - 1) token->text[length++] = digits ? **at : letter(**at);
    if (digits && length <= NUMBER_LONGEST) token->number = (unsigned)strtoul(token->text, NULL, 10);
    return length > 0;
}

/* 1 to 20 for a word that counts. */
static unsigned ordinal(const char *word)
{
    static const char *const words[] = {"first",     "second",      "third",      "fourth",     "fifth",
                                        "sixth",     "seventh",     "eighth",     "ninth",      "tenth",
                                        "eleventh",  "twelfth",     "thirteenth", "fourteenth", "fifteenth",
                                        "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"};
    for (size_t i = 0; i < COUNT(words); i++)
        if (strcmp(words[i], word) == 0) return (unsigned)i + 1;
    return 0;
}

/* What the tokens so far have told. */
struct telling {
    unsigned counted; /* the number that stands before "national report" */
    unsigned national;
    const char *meeting; /* "cop": its number comes next */
    const char *named;
    unsigned meeting_number;
    unsigned years[BOTH];
    unsigned year_count;
    struct token before;
};

static void hear_number(struct telling *told, unsigned number)
{
    if (told->meeting != NULL && told->meeting_number == 0) {
        told->named = told->meeting;
        told->meeting_number = number;
    } else if (number >= YEAR_FIRST && number <= YEAR_LAST) {
        if (told->year_count < BOTH) told->years[told->year_count] = number;
        told->year_count++;
    } else if (strcmp(told->before.text, "nr") == 0 && told->national == 0) {
        told->national = number;
    } else {
        told->counted = number;
    }
    told->meeting = NULL;
}

static bool is_among(const char *const *words, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i], word) == 0) return true;
    return false;
}

static const char *const suffixes[] = {"st", "nd", "rd", "th"}; /* of numbers that count */

static void hear_word(struct telling *told, const char *word)
{
    static const char *const meetings[] = {"cop", "mop"};
    unsigned number = ordinal(word);
    told->meeting = NULL;
    for (size_t i = 0; i < COUNT(meetings); i++)
        if (strcmp(meetings[i], word) == 0) told->meeting = meetings[i];
    if (is_among(suffixes, COUNT(suffixes), word)) return;
    if (strcmp(word, "report") == 0 && strcmp(told->before.text, "national") == 0 && told->national == 0)
        told->national = told->counted;
    if (number > 0)
        told->counted = number;
    else if (strcmp(word, "national") != 0)
        told->counted = 0;
}

bool accord_period_of_title(const char *treaty, const char *title, struct accord_text *period)
{
    struct telling told = {.counted = 0};
    struct token token;
    while (next_token(&title, &token)) {
        if (is_digit(token.text[0]))
            hear_number(&told, token.number);
        else
            hear_word(&told, token.text);
        told.before = token;
    }
    if (told.national > 0)
        accord_text_addf(period, "nr%u", told.national);
    else if (told.meeting_number > 0)
        accord_text_addf(period, "%s-%s%u", treaty, told.named, told.meeting_number);
    else if (told.year_count == 1)
        accord_text_addf(period, "%u", told.years[0]);
    else if (told.year_count == BOTH && told.years[0] < told.years[1])
        accord_text_addf(period, "%u-%u", told.years[0], told.years[1]);
    else
        return false;
    return true;
}

bool accord_number_of_meeting(const char *kind, const char *title, unsigned *number)
{
    static const char *const others[] = {"pre", "preparatory", "extraordinary", "special", "resumed", "side", "report"};
    static const char *const regular[] = {"ordinary", "regular"};
    static const char *const meetings[] = {"meeting", "session"};
    struct token token;
    unsigned counted = 0, named = 0, held = 0; /* the number before, that behind the kind, that before "meeting" */
    bool is_kind = false;
    while (next_token(&title, &token)) {
        if (is_digit(token.text[0])) {
            if (is_kind && named == 0) named = token.number;
            counted = token.number;
            is_kind = false;
            continue;
        }
        if (is_among(others, COUNT(others), token.text)) return false;
        if (is_among(meetings, COUNT(meetings), token.text) && held == 0) held = counted;
        is_kind = strcmp(token.text, kind) == 0;
        bool keeps = is_among(suffixes, COUNT(suffixes), token.text) || is_among(regular, COUNT(regular), token.text);
        if (!keeps) counted = ordinal(token.text);
    }
    *number = named > 0 ? named : held;
    return *number > 0 && *number < YEAR_FIRST && (named == 0 || held == 0 || named == held);
}
