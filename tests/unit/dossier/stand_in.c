/* The functions of dossier.h over a dossier that a test has made. */
#include "unit/dossier/stand_in.h"

#include "base/error.h"

const struct accord_dossier_choice accord_dossier_all = {SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX, false};

enum accord_status accord_dossier_open(const struct accord_dossier_options *options, struct accord_problems *problems,
                                       struct accord_dossier **dossier, struct accord_error *err)
{
    (void)options, (void)problems, (void)dossier;
    return accord_error_set(err, ACCORD_BAD_USAGE, "a dossier that a test has made is not opened");
}

void accord_dossier_close(struct accord_dossier *dossier)
{
    if (dossier->close) dossier->close(dossier);
}

const struct accord_dossier_facts *accord_dossier_facts(const struct accord_dossier *dossier)
{
    return &dossier->facts;
}

const struct accord_dossier_counts *accord_dossier_counts(const struct accord_dossier *dossier)
{
    return &dossier->counts;
}

size_t accord_dossier_since(const struct accord_dossier *dossier)
{
    return dossier->since;
}

/* A list and its items, as the header has them. */
#define LISTED(name, type)                                                                                             \
    size_t accord_dossier_##name##_count(const struct accord_dossier *dossier)                                         \
    {                                                                                                                  \
        return dossier->name##_count;                                                                                  \
    }                                                                                                                  \
    const struct type *accord_dossier_##name(const struct accord_dossier *dossier, size_t index)                       \
    {                                                                                                                  \
        return &dossier->name##s[index];                                                                               \
    }

LISTED(run, accord_dossier_run)
LISTED(instrument, accord_dossier_instrument)
LISTED(provision, accord_dossier_provision)
LISTED(rule, accord_dossier_rule)
LISTED(region, accord_dossier_region)
LISTED(actor, accord_dossier_actor)

size_t accord_dossier_warning_count(const struct accord_dossier *dossier)
{
    return dossier->warning_count;
}

const char *accord_dossier_warning(const struct accord_dossier *dossier, size_t index)
{
    return dossier->warnings[index];
}

const char *accord_dossier_scheme(const struct accord_dossier *dossier, size_t index)
{
    return index == 0 ? dossier->facts.scheme : NULL;
}

/* ---- in any language the same ---- */

const char *accord_dossier_summary(const struct accord_dossier *dossier, const struct accord_language *language,
                                   size_t provision)
{
    (void)language;
    return dossier->provisions[provision].summary;
}

const char *accord_dossier_context(const struct accord_dossier *dossier, const struct accord_language *language,
                                   size_t provision)
{
    (void)language;
    return dossier->provisions[provision].context;
}

const char *accord_dossier_rule_title(const struct accord_dossier *dossier, const struct accord_language *language,
                                      size_t rule)
{
    (void)language;
    return dossier->rules[rule].title;
}

const char *accord_dossier_instrument_name(const struct accord_dossier *dossier, const struct accord_language *language,
                                           size_t instrument)
{
    (void)language;
    return dossier->instruments[instrument].name;
}

const char *accord_dossier_instrument_title(const struct accord_dossier *dossier,
                                            const struct accord_language *language, size_t instrument)
{
    (void)language;
    return dossier->instruments[instrument].title;
}

size_t accord_dossier_untranslated(const struct accord_dossier *dossier, const struct accord_language *language)
{
    (void)dossier, (void)language;
    return 0;
}

void accord_dossier_add_message(const struct accord_dossier *dossier, const struct accord_language *language,
                                size_t rule, const struct accord_dossier_finding *finding, struct accord_text *text)
{
    (void)dossier, (void)language, (void)rule;
    accord_text_add_str(text, finding->message);
}

void accord_dossier_add_why(const struct accord_dossier *dossier, const struct accord_language *language,
                            const struct accord_dossier_verdict *verdict, struct accord_text *text)
{
    (void)dossier, (void)language;
    accord_text_add_str(text, verdict->why ? verdict->why : "");
}

/* ---- verdicts ---- */

struct accord_dossier_pair accord_dossier_pair(const struct accord_dossier *dossier, size_t run, size_t actor,
                                               size_t provision)
{
    return dossier->pair(dossier, run, actor, provision);
}

/* Every run asked the same rules. */
bool accord_dossier_is_comparable(const struct accord_dossier *dossier, size_t run, size_t other, size_t provision)
{
    (void)dossier, (void)run, (void)other, (void)provision;
    return true;
}

bool accord_dossier_is_comparable_throughout(const struct accord_dossier *dossier, size_t run, size_t other)
{
    (void)dossier, (void)run, (void)other;
    return true;
}

static bool chosen(size_t wanted, size_t index)
{
    return wanted == SIZE_MAX || wanted == index;
}

static bool actor_chosen(const struct accord_dossier *dossier, struct accord_dossier_choice choice, size_t actor)
{
    return chosen(choice.actor, actor) && chosen(choice.region, dossier->actors[actor].region) &&
           (!choice.parties || dossier->actors[actor].is_party);
}

struct accord_tally accord_dossier_tally(const struct accord_dossier *dossier, size_t run,
                                         struct accord_dossier_choice choice)
{
    struct accord_tally tally = {{0}, {0}};
    size_t first = choice.actor == SIZE_MAX ? 0 : choice.actor;
    size_t end = choice.actor == SIZE_MAX ? dossier->actor_count : first + 1;
    for (size_t actor = first; actor < end; actor++) {
        if (!actor_chosen(dossier, choice, actor)) continue;
        for (size_t provision = 0; provision < dossier->provision_count; provision++) {
            if (!chosen(choice.provision, provision) ||
                !chosen(choice.instrument, dossier->provisions[provision].instrument))
                continue;
            struct accord_dossier_pair pair = dossier->pair(dossier, run, actor, provision);
            if (pair.there) accord_tally_add(&tally, pair.verdict, pair.open);
        }
    }
    return tally;
}

enum accord_status accord_dossier_each(struct accord_dossier *dossier, accord_dossier_function function, void *host,
                                       struct accord_error *err)
{
    return dossier->each(dossier, function, host, err);
}
