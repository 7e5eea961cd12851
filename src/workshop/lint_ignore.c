/* Comments that silence a complaint: `-- lint: ignore ID reason`, on the line or alone on the line before. */
#include "workshop/lint_parts.h"

#include <string.h>

enum { WORD_MAX = 64 };

/* The next word of the comment, cut to the buffer; its length is 0 at the end. */
static size_t take_word(const char **at, const char *end, char word[WORD_MAX])
{
    size_t length = 0;
    while (*at < end && (**at == ' ' || **at == '\t'))
        ++*at;
    for (; *at < end && **at != ' ' && **at != '\t' && **at != '\n' && **at != '\r'; ++*at)
        if (length + 1 < WORD_MAX) word[length++] = **at;
    word[length] = '\0';
    return length;
}

static size_t find_check(const char *id)
{
    size_t check = 0;
    while (accord_lint_check_at(check) != NULL && strcmp(accord_lint_check_at(check)->id, id) != 0)
        check++;
    return check;
}

static void complain_of_unknown(struct accord_lint *lint, const struct accord_lint_file *file,
                                const struct accord_lua_comment *comment, const char *id)
{
    const char *names[ACCORD_LINT_CHECK_COUNT];
    for (size_t i = 0; i < ACCORD_LINT_CHECK_COUNT; i++)
        names[i] = accord_lint_check_at(i)->id;
    accord_lint_complain(lint, file, ACCORD_LINT_IGNORE, &comment->place, "there is no check '%s'%s", id,
                         accord_lint_near(lint, id, names, ACCORD_LINT_CHECK_COUNT));
}

static void add_ignore(struct accord_lint *lint, const struct accord_lint_file *file,
                       const struct accord_lua_comment *comment, size_t check)
{
    size_t count = lint->ignore_count;
    if ((count & (count - 1)) == 0) {
        struct accord_lint_ignore *grown = accord_lint_zero(lint, count == 0 ? 1 : 2 * count, sizeof *grown);
        if (grown == NULL) return;
        if (count > 0) memcpy(grown, lint->ignores, count * sizeof *grown);
        lint->ignores = grown;
    }
    lint->ignores[lint->ignore_count++] = (struct accord_lint_ignore){
        .file = file, .place = comment->place, .line = comment->place.line + comment->alone, .check = check};
}

void accord_lint_take_ignores(struct accord_lint *lint, const struct accord_lint_file *file)
{
    for (const struct accord_lua_comment *comment = file->chunk->comments; comment != NULL; comment = comment->next) {
        const char *at = comment->text, *end = at + comment->length;
        char word[WORD_MAX];
        if (take_word(&at, end, word) == 0 || strcmp(word, "lint:") != 0) continue;
        if (take_word(&at, end, word) == 0 || strcmp(word, "ignore") != 0) {
            accord_lint_complain(lint, file, ACCORD_LINT_IGNORE, &comment->place, "expected `lint: ignore ID reason`");
            continue;
        }
        (void)take_word(&at, end, word);
        size_t check = find_check(word);
        if (accord_lint_check_at(check) == NULL) {
            complain_of_unknown(lint, file, comment, word);
            continue;
        }
        if (take_word(&at, end, word) == 0)
            accord_lint_complain(lint, file, ACCORD_LINT_IGNORE, &comment->place, "the comment gives no reason");
        add_ignore(lint, file, comment, check);
    }
}

bool accord_lint_silenced(struct accord_lint *lint, const struct accord_lint_file *file, size_t check, unsigned line)
{
    bool silenced = false;
    for (size_t i = 0; i < lint->ignore_count; i++) {
        struct accord_lint_ignore *ignore = &lint->ignores[i];
        if (ignore->file != file || ignore->check != check || ignore->line != line) continue;
        ignore->used = true;
        silenced = true;
    }
    return silenced;
}

void accord_lint_complain_of_ignores(struct accord_lint *lint)
{
    for (size_t i = 0; i < lint->ignore_count; i++) {
        const struct accord_lint_ignore *ignore = &lint->ignores[i];
        bool known = lint->packs != NULL || ignore->check == ACCORD_LINT_LOAD;
        if (ignore->used || lint->options->off[ignore->check] || !known) continue;
        accord_lint_complain(lint, ignore->file, ACCORD_LINT_IGNORE, &ignore->place,
                             "there is no complaint '%s' to silence on line %u",
                             accord_lint_check_at(ignore->check)->id, ignore->line);
    }
}
