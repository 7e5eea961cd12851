/* Looking up the line that a message of Lua begins with. */
#include "engine/quote.h"

#include "accord/observe.h"
#include "base/text.h"

#include <string.h>

enum { LINE_DIGITS_MAX = 8 };

/* Where a line of the file is named at the beginning of the text: its number, or 0. */
static unsigned named_line(const struct accord_pack_file *file, const char *text)
{
    size_t length = strlen(file->path);
    unsigned line = 0;
    if (strncmp(text, file->path, length) != 0 || text[length] != ':') return 0;
    const char *at = text + length + 1;
    for (int i = 0; i < LINE_DIGITS_MAX && *at >= '0' && *at <= '9'; i++)
        line = line * 10 + (unsigned)(*at++ - '0');
    return *at == ':' ? line : 0;
}

static const char *copy_line(const struct accord_pack_file *file, unsigned line, struct accord_arena *arena)
{
    size_t length = file->length;
    const char *text = accord_text_line(file->source, &length, line);
    return length == 0 ? NULL : accord_arena_copy(arena, text, length);
}

/* Files of several folders may have the same path below them: the rule's own folder comes first. */
static const char *quote_at(const struct accord_packs *packs, size_t rule, const char *text, struct accord_arena *arena)
{
    const struct accord_pack_file *own = &packs->files.files[accord_packs_rule_file(packs, rule)];
    unsigned own_line = named_line(own, text);
    if (own_line > 0) return copy_line(own, own_line, arena);
    for (size_t i = 0; i < packs->files.count; i++) {
        unsigned line = named_line(&packs->files.files[i], text);
        if (line > 0) return copy_line(&packs->files.files[i], line, arena);
    }
    return NULL;
}

const char *accord_quote_line(const struct accord_packs *packs, size_t rule, const char *why, const char *trace,
                              struct accord_arena *arena)
{
    const char *quote = quote_at(packs, rule, why, arena);
    while (quote == NULL && trace != NULL && (trace = strchr(trace, '\n')) != NULL) {
        trace += 1 + strspn(trace + 1, "\t");
        quote = quote_at(packs, rule, trace, arena);
    }
    return quote;
}
