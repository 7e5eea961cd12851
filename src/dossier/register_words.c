/* What registers and rules say, in a language. */
#include "dossier/dossier_private.h"

const char *accord_dossier_summary(const struct accord_dossier *dossier, const struct accord_language *language,
                                   size_t provision)
{
    (void)language;
    return accord_dossier_provision(dossier, provision)->summary;
}

const char *accord_dossier_context(const struct accord_dossier *dossier, const struct accord_language *language,
                                   size_t provision)
{
    (void)language;
    return accord_dossier_provision(dossier, provision)->context;
}

const char *accord_dossier_rule_title(const struct accord_dossier *dossier, const struct accord_language *language,
                                      size_t rule)
{
    (void)language;
    return accord_dossier_rule(dossier, rule)->title;
}

const char *accord_dossier_instrument_title(const struct accord_dossier *dossier,
                                            const struct accord_language *language, size_t instrument)
{
    (void)language;
    return accord_dossier_instrument(dossier, instrument)->title;
}

size_t accord_dossier_untranslated(const struct accord_dossier *dossier, const struct accord_language *language)
{
    (void)dossier;
    return accord_language_untranslated(language);
}

void accord_dossier_add_message(const struct accord_dossier *dossier, const struct accord_language *language,
                                size_t rule, const struct accord_dossier_finding *finding, struct accord_text *text)
{
    (void)dossier;
    (void)language;
    (void)rule;
    accord_text_add_str(text, finding->message);
}
