/* Digests of rules: their files, registers and libs, wherever their folders are. */
#include "base/error.h"
#include "engine/packs.h"

#include <string.h>

/* Changes whenever the same digest would mean something else. */
static const char VERSION[] = "accord rule text 1";

static void add_text(struct accord_sha256 *hash, const char *text)
{
    accord_sha256_add_field(hash, text, strlen(text));
}

static void add_file(struct accord_sha256 *hash, const struct accord_pack_file *file)
{
    add_text(hash, file->path);
    accord_sha256_add_field(hash, file->source, file->length);
}

/* Libs may call one another: all of them count for each rule. */
static void hash_libs(const struct accord_packs *packs, unsigned char digest[ACCORD_SHA256_BYTES])
{
    struct accord_sha256 hash;
    accord_sha256_init(&hash);
    for (size_t i = 0; i < packs->files.count; i++)
        if (packs->files.files[i].role == ACCORD_FILE_LIB) add_file(&hash, &packs->files.files[i]);
    accord_sha256_end(&hash, digest);
}

/* The file whose path, folder and all, is that. */
static bool is_at(const struct accord_pack_file *file, const char *path)
{
    size_t folder = file->folder ? strlen(file->folder) : 0;
    if (!file->folder) return strcmp(file->path, path) == 0;
    return strncmp(path, file->folder, folder) == 0 && path[folder] == '/' &&
           strcmp(path + folder + 1, file->path) == 0;
}

/* Every file counts where none is found there: rather too much than too little. */
static void add_files_at(struct accord_sha256 *hash, const struct accord_packs *packs, const char *path)
{
    size_t found = 0;
    for (size_t i = 0; i < packs->files.count; i++)
        found += is_at(&packs->files.files[i], path);
    for (size_t i = 0; i < packs->files.count; i++)
        if (found == 0 || is_at(&packs->files.files[i], path)) add_file(hash, &packs->files.files[i]);
}

static void hash_files_at(const struct accord_packs *packs, const char *path, unsigned char digest[ACCORD_SHA256_BYTES])
{
    struct accord_sha256 hash;
    accord_sha256_init(&hash);
    add_files_at(&hash, packs, path);
    accord_sha256_end(&hash, digest);
}

static void hash_rule(const struct accord_packs *packs, size_t rule, const unsigned char libs[ACCORD_SHA256_BYTES],
                      unsigned char (*registers)[ACCORD_SHA256_BYTES], unsigned char digest[ACCORD_SHA256_BYTES])
{
    struct accord_rule_facts facts;
    struct accord_provision_facts provision;
    struct accord_instrument_facts instrument;
    struct accord_sha256 hash;
    accord_packs_rule(packs, rule, &facts);
    accord_packs_provision(packs, facts.provision, &provision);
    accord_packs_instrument(packs, provision.instrument, &instrument);
    accord_sha256_init(&hash);
    add_text(&hash, VERSION);
    add_text(&hash, facts.id);
    add_files_at(&hash, packs, facts.path);
    add_text(&hash, instrument.id);
    accord_sha256_add(&hash, registers[provision.instrument], ACCORD_SHA256_BYTES);
    accord_sha256_add(&hash, libs, ACCORD_SHA256_BYTES);
    accord_sha256_end(&hash, digest);
}

enum accord_status accord_packs_rule_digests(const struct accord_packs *packs,
                                             unsigned char (*digests)[ACCORD_RULE_DIGEST], struct accord_error *err)
{
    unsigned char libs[ACCORD_SHA256_BYTES];
    size_t count = accord_packs_instrument_count(packs);
    unsigned char(*registers)[ACCORD_SHA256_BYTES] = accord_alloc_zero(count + 1, sizeof *registers);
    if (!registers) return accord_error_memory(err);
    hash_libs(packs, libs);
    for (size_t i = 0; i < count; i++) {
        struct accord_instrument_facts instrument;
        accord_packs_instrument(packs, i, &instrument);
        hash_files_at(packs, instrument.path, registers[i]);
    }
    for (size_t i = 0; i < accord_packs_rule_count(packs); i++)
        hash_rule(packs, i, libs, registers, digests[i]);
    accord_free(registers);
    return ACCORD_OK;
}
