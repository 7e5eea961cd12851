/* The facts of packs as bytes. */
#include "engine/frame.h"

#include "engine/frame_codec.h"
#include "engine/packs.h"

#include <string.h>

static void code_day(struct accord_codec *codec, int32_t *day)
{
    int64_t number = *day;
    accord_code_signed(codec, &number);
    if (number < INT32_MIN || number > INT32_MAX) codec->in.failed = true;
    *day = (int32_t)number;
}

static void code_reading(struct accord_codec *codec, struct accord_reading *reading)
{
    accord_code_text(codec, &reading->by);
    accord_code_text(codec, &reading->on);
    accord_code_text(codec, &reading->state);
}

/* How many of at most `max`. */
static void code_count(struct accord_codec *codec, size_t *count, size_t max)
{
    accord_code_below(codec, count, max + 1);
}

static void code_names(struct accord_codec *codec, const char **names, size_t *count, size_t max)
{
    code_count(codec, count, max);
    for (size_t i = 0; i < *count; i++)
        accord_code_name(codec, &names[i]);
}

static void code_instrument(struct accord_codec *codec, struct accord_instrument *instrument)
{
    const char **const names[] = {&instrument->id, &instrument->under};
    const char **const texts[] = {&instrument->name, &instrument->version, &instrument->title, &instrument->citation,
                                  &instrument->url,  &instrument->path,    &instrument->comment};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        accord_code_name(codec, names[i]);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        accord_code_text(codec, texts[i]);
    code_reading(codec, &instrument->reading);
    code_day(codec, &instrument->effect);
    code_day(codec, &instrument->until);
    accord_code_below(codec, &instrument->first_provision, ACCORD_PROVISIONS_MAX + 1);
    code_count(codec, &instrument->provision_count, ACCORD_PROVISIONS_MAX - instrument->first_provision);
}

static void code_provision(struct accord_codec *codec, size_t instruments, struct accord_provision *provision)
{
    size_t force = (size_t)provision->force;
    accord_code_name(codec, &provision->id);
    accord_code_below(codec, &provision->instrument, instruments);
    accord_code_name(codec, &provision->verb);
    accord_code_below(codec, &force, ACCORD_FORCE_COUNT);
    provision->force = (enum accord_force)force;
    code_names(codec, provision->addressees, &provision->addressee_count, ACCORD_ADDRESSEES_MAX);
    accord_code_text(codec, &provision->summary);
    accord_code_text(codec, &provision->context);
    accord_code_text(codec, &provision->citation);
    code_reading(codec, &provision->reading);
    accord_code_bool(codec, &provision->qualified);
    code_day(codec, &provision->effect);
    code_day(codec, &provision->until);
}

static void code_subject(struct accord_codec *codec, struct accord_rule *rule)
{
    const char *name = codec->out ? rule->subject->name : NULL;
    accord_code_name(codec, &name);
    if (codec->out || codec->in.failed) return;
    rule->subject = accord_subject_find(name);
    if (rule->subject == NULL) codec->in.failed = true;
}

static void code_file(struct accord_codec *codec, const struct accord_pack_files *files, struct accord_rule *rule)
{
    size_t file = 0;
    while (codec->out && files->files[file].path != rule->file)
        file++;
    accord_code_below(codec, &file, files->count);
    if (!codec->in.failed) rule->file = files->files[file].path;
}

static void code_messages(struct accord_codec *codec, struct accord_rule *rule)
{
    code_count(codec, &rule->message_count, ACCORD_MESSAGES_MAX);
    for (size_t i = 0; i < rule->message_count; i++) {
        accord_code_name(codec, &rule->messages[i].id);
        accord_code_name(codec, &rule->messages[i].text);
    }
}

static void code_params(struct accord_codec *codec, struct accord_rule *rule)
{
    struct accord_param *params = NULL;
    code_count(codec, &rule->default_count, ACCORD_PARAMS_MAX);
    if (!codec->out) params = accord_code_room(codec, rule->default_count, sizeof *params);
    for (size_t i = 0; i < rule->default_count; i++) {
        struct accord_param param = {NULL, NULL};
        if (codec->out) param = rule->defaults[i];
        accord_code_name(codec, &param.name);
        accord_code_name(codec, &param.text);
        if (params) params[i] = param;
    }
    if (!codec->out) rule->defaults = params;
}

static void code_rule(struct accord_codec *codec, const struct accord_packs *packs, size_t rules,
                      struct accord_rule *rule)
{
    bool requires = rule->requires_index != SIZE_MAX;
    accord_code_name(codec, &rule->id);
    accord_code_name(codec, &rule->oldest_id);
    code_file(codec, &packs->files, rule);
    accord_code_text(codec, &rule->path);
    accord_code_text(codec, &rule->title);
    code_subject(codec, rule);
    accord_code_below(codec, &rule->provision, packs->provision_count);
    code_messages(codec, rule);
    code_names(codec, rule->aliases, &rule->alias_count, ACCORD_ALIASES_MAX);
    code_names(codec, rule->tags, &rule->tag_count, ACCORD_TAGS_MAX);
    code_params(codec, rule);
    accord_code_text(codec, &rule->comment);
    accord_code_bool(codec, &requires);
    if (requires)
        accord_code_below(codec, &rule->requires_index, rules);
    else
        rule->requires_index = SIZE_MAX;
    code_reading(codec, &rule->reading);
    accord_code_text(codec, &rule->over);
}

void accord_frame_add_packs(struct accord_text *text, const struct accord_packs *packs)
{
    struct accord_codec codec = {.out = text};
    accord_wire_add_number(text, packs->instrument_count);
    accord_wire_add_number(text, packs->provision_count);
    accord_wire_add_number(text, packs->rule_count);
    for (size_t i = 0; i < packs->instrument_count; i++)
        code_instrument(&codec, &packs->instruments[i]);
    for (size_t i = 0; i < packs->provision_count; i++)
        code_provision(&codec, packs->instrument_count, &packs->provisions[i]);
    for (size_t i = 0; i < packs->rule_count; i++)
        code_rule(&codec, packs, packs->rule_count, &packs->rules[i]);
}

/* Each provision in an instrument of its own, as registers are. */
static bool provisions_stand(const struct accord_packs *packs)
{
    for (size_t i = 0; i < packs->instrument_count; i++) {
        const struct accord_instrument *instrument = &packs->instruments[i];
        if (instrument->first_provision + instrument->provision_count > packs->provision_count) return false;
    }
    return true;
}

void accord_frame_take_packs(struct accord_wire *wire, struct accord_packs *packs)
{
    struct accord_codec codec = {.in = *wire, .arena = &packs->arena};
    packs->instrument_count = accord_wire_take_below(&codec.in, ACCORD_INSTRUMENTS_MAX + 1);
    packs->provision_count = accord_wire_take_below(&codec.in, ACCORD_PROVISIONS_MAX + 1);
    packs->rule_count = accord_wire_take_below(&codec.in, packs->files.count + 1);
    for (size_t i = 0; i < packs->instrument_count; i++)
        code_instrument(&codec, &packs->instruments[i]);
    for (size_t i = 0; i < packs->provision_count; i++)
        code_provision(&codec, packs->instrument_count, &packs->provisions[i]);
    for (size_t i = 0; i < packs->rule_count; i++)
        code_rule(&codec, packs, packs->rule_count, &packs->rules[i]);
    if (!provisions_stand(packs)) codec.in.failed = true;
    *wire = codec.in;
}
