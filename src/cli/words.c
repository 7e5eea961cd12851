/* Closed lists of words. */
#include "cli/words.h"

#include "accord/report.h"
#include "cli/command.h"

#include <assert.h>
#include <string.h>

enum accord_status accord_take_word(const char *what, const char *value, accord_words words, size_t *index,
                                    struct accord_error *err)
{
    const char *names[ACCORD_WORDS_MAX];
    size_t count = 0;
    for (; words(count) != NULL; count++) {
        assert(count < ACCORD_WORDS_MAX);
        names[count] = words(count);
        if (strcmp(names[count], value) != 0) continue;
        *index = count;
        return ACCORD_OK;
    }
    return accord_unknown_name(err, what, value, names, count);
}

void accord_words_write(accord_words words, struct accord_text *text)
{
    for (size_t i = 0; words(i) != NULL; i++) {
        const char *before = words(i + 1) != NULL ? ", " : " or ";
        accord_text_addf(text, "%s%s", i > 0 ? before : "", words(i));
    }
}

const char *accord_force_word(size_t index)
{
    return index < ACCORD_FORCE_COUNT ? accord_force_name((enum accord_force)index) : NULL;
}

const char *accord_report_format_word(size_t index)
{
    struct accord_report_format_facts facts;
    return accord_report_format(index, &facts) ? facts.name : NULL;
}
