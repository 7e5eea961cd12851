/* The period that the title of a report names. */
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

/* 1 to 8 for a word that counts. */
static unsigned ordinal(const char *word)
{
    static const char *const words[] = {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"};
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

static void hear_word(struct telling *told, const char *word)
{
    static const char *const suffixes[] = {"st", "nd", "rd", "th"};
    static const char *const meetings[] = {"cop", "mop"};
    unsigned number = ordinal(word);
    told->meeting = NULL;
    for (size_t i = 0; i < COUNT(meetings); i++)
        if (strcmp(meetings[i], word) == 0) told->meeting = meetings[i];
    for (size_t i = 0; i < COUNT(suffixes); i++)
        if (strcmp(suffixes[i], word) == 0) return;
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
