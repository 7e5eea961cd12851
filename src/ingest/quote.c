/* Quoting what a dataset says, so that it can neither flood a message nor write to the terminal. */
#include "ingest/quote.h"

#include <string.h>

enum { LISTED = 8 };

void accord_quote(struct accord_text *text, const char *bytes, size_t length)
{
    size_t shown = 0;
    for (size_t characters = 0; shown < length && characters < ACCORD_QUOTE_CHARACTERS; characters++) {
        uint32_t code_point = 0;
        size_t step = accord_utf8_next(bytes + shown, length - shown, &code_point);
        if (step == 0) break;
        shown += step;
    }
    accord_text_add_json(text, bytes, shown);
    if (shown < length) accord_text_add_str(text, "...");
}

void accord_quote_list(struct accord_text *text, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count && i < LISTED; i++) {
        if (i > 0) accord_text_add_str(text, ", ");
        accord_quote(text, texts[i], strlen(texts[i]));
    }
    if (count > LISTED) accord_text_addf(text, " or one of %zu more", count - LISTED);
}
