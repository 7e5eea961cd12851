/* What registers and rules say, in a language. */
#include "dossier/reader/reader.h"

static const char *find(const struct accord_dossier *dossier, const struct accord_language *language,
                        enum accord_pack_text kind, const char *id, const char *english)
{
    const struct accord_pack_text_key key = {.kind = kind, .id = id};
    return accord_pack_catalogue_text(dossier->catalogue, language, key, english);
}

const char *accord_dossier_summary(const struct accord_dossier *dossier, const struct accord_language *language,
                                   size_t provision)
{
    const struct accord_dossier_provision *facts = accord_dossier_provision(dossier, provision);
    return find(dossier, language, ACCORD_PACK_PROVISION_SUMMARY, facts->id, facts->summary);
}

const char *accord_dossier_context(const struct accord_dossier *dossier, const struct accord_language *language,
                                   size_t provision)
{
    const struct accord_dossier_provision *facts = accord_dossier_provision(dossier, provision);
    return find(dossier, language, ACCORD_PACK_PROVISION_CONTEXT, facts->id, facts->context);
}

const char *accord_dossier_rule_title(const struct accord_dossier *dossier, const struct accord_language *language,
                                      size_t rule)
{
    const struct accord_dossier_rule *facts = accord_dossier_rule(dossier, rule);
    return find(dossier, language, ACCORD_PACK_RULE_TITLE, facts->id, facts->title);
}

const char *accord_dossier_instrument_name(const struct accord_dossier *dossier, const struct accord_language *language,
                                           size_t instrument)
{
    const struct accord_dossier_instrument *facts = accord_dossier_instrument(dossier, instrument);
    return find(dossier, language, ACCORD_PACK_INSTRUMENT_NAME, facts->id, facts->name);
}

const char *accord_dossier_instrument_title(const struct accord_dossier *dossier,
                                            const struct accord_language *language, size_t instrument)
{
    const struct accord_dossier_instrument *facts = accord_dossier_instrument(dossier, instrument);
    return find(dossier, language, ACCORD_PACK_INSTRUMENT_TITLE, facts->id, facts->title);
}

size_t accord_dossier_untranslated(const struct accord_dossier *dossier, const struct accord_language *language)
{
    return accord_language_untranslated(language) + accord_pack_catalogue_untranslated(dossier->catalogue, language);
}

void accord_dossier_add_message(const struct accord_dossier *dossier, const struct accord_language *language,
                                size_t rule, const struct accord_dossier_finding *finding, struct accord_text *text)
{
    const struct accord_finding told = {.verdict = finding->verdict,
                                        .message_id = finding->message_id,
                                        .message = finding->message,
                                        .arguments = finding->arguments,
                                        .argument_count = finding->argument_count,
                                        .fingerprint = finding->fingerprint};
    accord_pack_catalogue_add_message(dossier->catalogue, language, accord_dossier_rule(dossier, rule)->id, &told,
                                      text);
}
