/* The registers and the rules of the run that is told, as they were when it was stored. */
#include "base/error.h"
#include "dossier/reader/reader.h"
#include "dossier/reader/stored_document.h"
#include "ingest/json_value.h"
#include "runs/documents.h"

#include <string.h>

enum { NUMBERS_MAX = 1024 * 1024, CATALOGUES_MAX = 64 * 1024 * 1024 };

/* What is read of the document, and where it goes. */
struct reading {
    struct accord_dossier *dossier;
    bool failed; /* memory was short */
    bool bad;    /* it is no register */
};

static const char *text_of(struct reading *reading, const struct cJSON *object, const char *name)
{
    return accord_dossier_copy(reading->dossier, accord_json_text(accord_json_get(object, name)), &reading->failed);
}

/* What has to be there. */
static const char *name_of(struct reading *reading, const struct cJSON *object, const char *name)
{
    const char *text = text_of(reading, object, name);
    reading->bad = reading->bad || !text;
    return text ? text : "";
}

static enum accord_force force_of(struct reading *reading, const struct cJSON *object)
{
    enum accord_force force = ACCORD_FORCE_NONE;
    if (!accord_force_find(name_of(reading, object, "force"), &force)) reading->bad = true;
    return force;
}

/* A list of texts. */
static const char *const *names_of(struct reading *reading, const struct cJSON *list, size_t *count)
{
    const char **names = accord_arena_zero(&reading->dossier->arena, accord_json_size(list) + 1, sizeof *names);
    *count = 0;
    if (!names) reading->failed = true;
    for (const struct cJSON *item = accord_json_first(list); item && names; item = accord_json_following(item)) {
        const char *name = accord_dossier_copy(reading->dossier, accord_json_text(item), &reading->failed);
        if (name)
            names[(*count)++] = name;
        else
            reading->bad = true;
    }
    return names;
}

/* ---- instruments ---- */

static void take_provision(struct reading *reading, size_t instrument, const struct cJSON *object)
{
    struct accord_dossier_provision *provision =
        accord_dossier_list_add(&reading->dossier->provisions, sizeof *provision);
    if (!provision) {
        reading->failed = true;
        return;
    }
    *provision = (struct accord_dossier_provision){
        .id = name_of(reading, object, "id"),
        .instrument = instrument,
        .verb = name_of(reading, object, "verb"),
        .force = force_of(reading, object),
        .summary = name_of(reading, object, "summary"),
        .context = text_of(reading, object, "context"),
        .qualified = accord_json_true(accord_json_get(object, "qualified")),
        .citation = text_of(reading, object, "citation"),
        .effect = text_of(reading, object, "effect"),
        .until = text_of(reading, object, "until"),
    };
    const char *colon = strchr(provision->id, ':');
    provision->label = colon ? colon + 1 : provision->id;
    provision->addressees = names_of(reading, accord_json_get(object, "addressees"), &provision->addressee_count);
}

static void take_instrument(struct reading *reading, const struct cJSON *object)
{
    struct accord_dossier *dossier = reading->dossier;
    const struct cJSON *provisions = accord_json_get(object, "provisions");
    size_t number = dossier->instruments.count;
    struct accord_dossier_instrument *instrument = accord_dossier_list_add(&dossier->instruments, sizeof *instrument);
    if (!instrument) {
        reading->failed = true;
        return;
    }
    *instrument = (struct accord_dossier_instrument){
        .id = name_of(reading, object, "id"),
        .name = name_of(reading, object, "name"),
        .under = text_of(reading, object, "under"),
        .version = text_of(reading, object, "version"),
        .title = text_of(reading, object, "title"),
        .citation = text_of(reading, object, "citation"),
        .url = text_of(reading, object, "url"),
        .effect = text_of(reading, object, "effect"),
        .until = text_of(reading, object, "until"),
        .first_provision = dossier->provisions.count,
        .provision_count = accord_json_size(provisions),
    };
    for (const struct cJSON *item = accord_json_first(provisions); item; item = accord_json_following(item))
        take_provision(reading, number, item);
}

/* ---- rules ---- */

static size_t find_provision(struct reading *reading, const char *id)
{
    const struct accord_dossier_provision *provisions = reading->dossier->provisions.items;
    for (size_t i = 0; i < reading->dossier->provisions.count; i++)
        if (strcmp(provisions[i].id, id) == 0) return i;
    reading->bad = true;
    return 0;
}

static void name_rule(struct reading *reading, const char *id, size_t rule)
{
    bool added = false;
    if (!accord_map_put(&reading->dossier->rule_by_id, id, strlen(id), (int64_t)rule, &added)) reading->failed = true;
}

static void take_rule(struct reading *reading, const struct cJSON *object)
{
    struct accord_dossier *dossier = reading->dossier;
    size_t number = dossier->rules.count;
    struct accord_dossier_rule *rule = accord_dossier_list_add(&dossier->rules, sizeof *rule);
    if (!rule) {
        reading->failed = true;
        return;
    }
    *rule = (struct accord_dossier_rule){.id = name_of(reading, object, "id"),
                                         .title = name_of(reading, object, "title"),
                                         .subject = name_of(reading, object, "subject"),
                                         .comment = text_of(reading, object, "comment"),
                                         .over = text_of(reading, object, "over"),
                                         .requires = text_of(reading, object, "requires"),
                                         .provision = find_provision(reading, name_of(reading, object, "provision"))};
    rule->former = names_of(reading, accord_json_get(object, "aliases"), &rule->former_count);
    name_rule(reading, rule->id, number);
}

/* A former id is the rule's where no rule has it today. */
static void take_former_ids(struct reading *reading)
{
    const struct accord_dossier *dossier = reading->dossier;
    for (size_t i = 0; i < dossier->rules.count; i++) {
        const struct accord_dossier_rule *rule = accord_dossier_rule(dossier, i);
        for (size_t j = 0; j < rule->former_count; j++)
            name_rule(reading, rule->former[j], i);
    }
}

static enum accord_status take_catalogues(struct accord_dossier *dossier, const struct cJSON *catalogues,
                                          struct accord_error *err)
{
    struct accord_text text;
    accord_text_init(&text, CATALOGUES_MAX);
    accord_json_write(catalogues, &text);
    enum accord_status status =
        text.failed ? accord_error_memory(err)
                    : accord_pack_catalogue_parse(accord_text_str(&text), text.length, &dossier->catalogue, err);
    accord_text_clear(&text);
    return status;
}

static enum accord_status take_register(void *host, const struct cJSON *document, struct accord_error *err)
{
    struct accord_dossier *dossier = host;
    struct reading reading = {.dossier = dossier};
    const struct cJSON *instruments = accord_json_get(document, "instruments");
    const struct cJSON *rules = accord_json_get(document, "rules");
    for (const struct cJSON *item = accord_json_first(instruments); item; item = accord_json_following(item))
        take_instrument(&reading, item);
    for (const struct cJSON *item = accord_json_first(rules); item; item = accord_json_following(item))
        take_rule(&reading, item);
    take_former_ids(&reading);
    if (reading.failed) return accord_error_memory(err);
    if (!accord_json_get(document, "catalogues")) reading.bad = true;
    if (reading.bad) return accord_dossier_damaged(dossier, accord_dossier_record(dossier)->id, err);
    return take_catalogues(dossier, accord_json_get(document, "catalogues"), err);
}

/* ---- numbers ---- */

/* Numbers are the store's: a rule has the same in each of its runs. */
static enum accord_status note_number(struct accord_dossier *dossier, int64_t run, const struct accord_run_rule *rule,
                                      struct accord_error *err)
{
    int64_t index = 0;
    if (rule->number < 0 || rule->number >= NUMBERS_MAX) return accord_dossier_damaged(dossier, run, err);
    while (dossier->rule_of.count <= (size_t)rule->number) {
        size_t *place = accord_dossier_list_add(&dossier->rule_of, sizeof *place);
        if (!place) return accord_error_memory(err);
        *place = SIZE_MAX;
    }
    if (accord_map_get(&dossier->rule_by_id, rule->id, strlen(rule->id), &index))
        ((size_t *)dossier->rule_of.items)[rule->number] = (size_t)index;
    return ACCORD_OK;
}

struct numbering {
    struct accord_dossier *dossier;
    int64_t run;
    bool told; /* it is the run that is */
    bool *row;
};

static enum accord_status take_number(void *host, const struct accord_run_rule *rule, struct accord_error *err)
{
    const struct numbering *numbering = host;
    struct accord_dossier *dossier = numbering->dossier;
    enum accord_status status = note_number(dossier, numbering->run, rule, err);
    if (status != ACCORD_OK || !rule->wanted) return status;
    size_t index = accord_dossier_rule_of(dossier, (uint64_t)rule->number);
    if (index == SIZE_MAX) return numbering->told ? accord_dossier_damaged(dossier, numbering->run, err) : ACCORD_OK;
    numbering->row[index] = true;
    return ACCORD_OK;
}

enum accord_status accord_dossier_read_asked(struct accord_dossier *dossier, int64_t run, bool *row,
                                             struct accord_error *err)
{
    struct numbering numbering = {dossier, run, run == accord_dossier_record(dossier)->id, row};
    return accord_run_file_rules(dossier->file, run, take_number, &numbering, err);
}

/* The rules that the run that is told asked, which come last. */
static enum accord_status read_told(struct accord_dossier *dossier, struct accord_error *err)
{
    size_t told = dossier->runs.count - 1;
    dossier->asked = accord_alloc_zero(dossier->runs.count, sizeof *dossier->asked);
    bool *row = accord_arena_zero(&dossier->arena, dossier->rules.count + 1, sizeof *row);
    if (!dossier->asked || !row) return accord_error_memory(err);
    dossier->asked[told] = row;
    enum accord_status status = accord_dossier_read_asked(dossier, accord_dossier_run(dossier, told)->id, row, err);
    for (size_t i = 0; i < dossier->rules.count && status == ACCORD_OK; i++)
        if (row[i])
            ((struct accord_dossier_provision *)dossier->provisions.items)[accord_dossier_rule(dossier, i)->provision]
                .rule_count++;
    return status;
}

size_t accord_dossier_rule_of(const struct accord_dossier *dossier, uint64_t number)
{
    return number < dossier->rule_of.count ? ((const size_t *)dossier->rule_of.items)[number] : SIZE_MAX;
}

bool accord_dossier_has_asked(const struct accord_dossier *dossier, size_t run, size_t rule)
{
    return dossier->asked[run][rule];
}

bool accord_dossier_is_comparable(const struct accord_dossier *dossier, size_t run, size_t other, size_t provision)
{
    size_t told = dossier->runs.count - 1;
    for (size_t i = 0; i < dossier->rules.count; i++) {
        if (accord_dossier_rule(dossier, i)->provision != provision || !accord_dossier_has_asked(dossier, told, i))
            continue;
        if (accord_dossier_has_asked(dossier, run, i) != accord_dossier_has_asked(dossier, other, i)) return false;
    }
    return true;
}

bool accord_dossier_is_comparable_throughout(const struct accord_dossier *dossier, size_t run, size_t other)
{
    for (size_t i = 0; i < dossier->provisions.count; i++)
        if (!accord_dossier_is_comparable(dossier, run, other, i)) return false;
    return true;
}

enum accord_status accord_dossier_read_registers(struct accord_dossier *dossier, struct accord_error *err)
{
    enum accord_status status =
        accord_dossier_read_document(dossier, ACCORD_DOCUMENT_REGISTER, take_register, dossier, err);
    return status == ACCORD_OK ? read_told(dossier, err) : status;
}
