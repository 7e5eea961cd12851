/* Digests of what verdicts rest on. */
#include "runs/inputs.h"

#include "accord/report.h"
#include "base/build_id.h"
#include "base/error.h"
#include "base/text.h"
#include "engine/packs.h"
#include "engine/plain.h"
#include "store/dataset.h"

#include <string.h>

enum { PARAMS_MAX = 64 * 1024 * 1024 };

/* Changes whenever the same digest would mean something else. */
static const char GROUND_VERSION[] = "accord ground 1";
static const char RULE_VERSION[] = "accord rule 2";

static void add_text(struct accord_sha256 *hash, const char *text)
{
    accord_sha256_add_field(hash, text, strlen(text));
}

static void add_number(struct accord_sha256 *hash, uint64_t number)
{
    unsigned char bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(number >> 8 * i);
    accord_sha256_add(hash, bytes, sizeof bytes);
}

/* The digest of the world says what the tables are; their order says how blocks call them. */
static void add_tables(struct accord_sha256 *hash, const struct accord_dataset *dataset)
{
    const struct accord_store *store = accord_dataset_store_of(dataset);
    unsigned char world[ACCORD_DATASET_DIGEST];
    accord_dataset_world_digest(dataset, world);
    accord_sha256_add(hash, world, sizeof world);
    for (size_t i = 0; i < accord_store_table_count(store); i++) {
        const struct accord_schema *schema = accord_store_schema(store, (int)i);
        add_text(hash, schema->name);
        for (size_t j = 0; j < schema->column_count; j++)
            add_text(hash, schema->columns[j].name);
    }
}

void accord_inputs_ground(const struct accord_dataset *dataset, struct accord_date as_of,
                          const struct accord_limits *limits, unsigned char ground[ACCORD_SHA256_BYTES])
{
    struct accord_sha256 hash;
    unsigned char build[ACCORD_BUILD_ID_MAX];
    accord_sha256_init(&hash);
    add_text(&hash, GROUND_VERSION);
    add_text(&hash, accord_version());
    accord_sha256_add_field(&hash, build, accord_build_id(build));
    add_number(&hash, (uint64_t)(int64_t)as_of.first);
    add_number(&hash, limits->instructions);
    add_number(&hash, limits->memory);
    add_number(&hash, limits->message);
    add_tables(&hash, dataset);
    accord_sha256_end(&hash, ground);
}

/* ---- rules ---- */

static enum accord_status add_params(struct accord_sha256 *hash, const struct accord_run_options *options, size_t rule,
                                     struct accord_error *err)
{
    struct accord_text text;
    accord_text_init(&text, PARAMS_MAX);
    for (size_t i = 0; i < options->params_count; i++)
        if (options->params[i].rule == rule) accord_plain_write(&text, options->params[i].values);
    enum accord_status status = text.failed ? accord_error_memory(err) : ACCORD_OK;
    accord_sha256_add_field(hash, accord_text_str(&text), text.length);
    accord_text_clear(&text);
    return status;
}

/* Where the files are as well, which errors tell. */
static void add_places(struct accord_sha256 *hash, const struct accord_packs *packs, size_t rule)
{
    struct accord_rule_facts facts;
    struct accord_provision_facts provision;
    struct accord_instrument_facts instrument;
    accord_packs_rule(packs, rule, &facts);
    accord_packs_provision(packs, facts.provision, &provision);
    accord_packs_instrument(packs, provision.instrument, &instrument);
    add_text(hash, facts.path);
    add_text(hash, instrument.path);
    for (size_t i = 0; i < packs->files.count; i++)
        if (packs->files.files[i].role == ACCORD_FILE_LIB)
            add_text(hash, packs->files.files[i].folder ? packs->files.files[i].folder : "");
}

enum accord_status accord_inputs_rules(const struct accord_packs *packs, const struct accord_run_options *options,
                                       unsigned char (*digests)[ACCORD_SHA256_BYTES], struct accord_error *err)
{
    enum accord_status status = accord_packs_rule_digests(packs, digests, err);
    for (size_t i = 0; i < accord_packs_rule_count(packs) && status == ACCORD_OK; i++) {
        struct accord_sha256 hash;
        accord_sha256_init(&hash);
        add_text(&hash, RULE_VERSION);
        accord_sha256_add(&hash, digests[i], ACCORD_SHA256_BYTES);
        add_places(&hash, packs, i);
        status = add_params(&hash, options, i, err);
        accord_sha256_end(&hash, digests[i]);
    }
    return status;
}

/* ---- actors ---- */

enum accord_status accord_inputs_keys(struct accord_dataset *dataset, const size_t *actors, size_t count,
                                      unsigned char *keys, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; i < count && status == ACCORD_OK; i++) {
        unsigned char digest[ACCORD_DATASET_DIGEST];
        status = accord_dataset_actor_digest(dataset, actors ? actors[i] : i, digest, err);
        if (status == ACCORD_OK) memcpy(keys + i * ACCORD_KEY_BYTES, digest, ACCORD_KEY_BYTES);
    }
    return status;
}
