/* Why a verdict is what it is, in a language: the engine's sentences, of which some are messages of findings. */
#include "dossier/reader/reader.h"

enum { SENTENCE_MAX = 64 * 1024 };

/* "3 findings, the first: ..." */
static bool tells_of_several(const struct accord_dossier_verdict *verdict)
{
    struct accord_text text;
    accord_text_init(&text, SENTENCE_MAX);
    accord_text_addf(&text, "%zu findings, the first: %s", verdict->finding_count, verdict->findings[0].message);
    bool same = accord_str_equal(accord_text_str(&text), verdict->why);
    accord_text_clear(&text);
    return same;
}

static void add_several(const struct accord_dossier *dossier, const struct accord_language *language,
                        const struct accord_dossier_verdict *verdict, struct accord_text *text)
{
    struct accord_text first;
    accord_text_init(&first, SENTENCE_MAX);
    accord_dossier_add_message(dossier, language, verdict->rule, &verdict->findings[0], &first);
    const struct accord_argument arguments[] = {ACCORD_COUNT("count", verdict->finding_count),
                                                ACCORD_WORD("sentence", accord_text_str(&first))};
    accord_phrase_add(text, language, ACCORD_PHRASE_WHY_FINDINGS, arguments, 2);
    text->failed = text->failed || first.failed;
    accord_text_clear(&first);
}

void accord_dossier_add_why(const struct accord_dossier *dossier, const struct accord_language *language,
                            const struct accord_dossier_verdict *verdict, struct accord_text *text)
{
    if (language == ACCORD_ENGLISH)
        accord_text_add_str(text, verdict->why);
    else if (verdict->finding_count == 1 && accord_str_equal(verdict->findings[0].message, verdict->why))
        accord_dossier_add_message(dossier, language, verdict->rule, &verdict->findings[0], text);
    else if (verdict->finding_count > 1 && tells_of_several(verdict))
        add_several(dossier, language, verdict, text);
    else
        accord_pack_catalogue_add_why(dossier->catalogue, language, accord_dossier_rule(dossier, verdict->rule)->id,
                                      verdict->why, text);
}
