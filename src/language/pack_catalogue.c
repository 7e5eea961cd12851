/* The texts of catalogues of rule packs: kept, found, written, and counted where they are missing. */
#include "language/pack_catalogue_parts.h"

#include "accord/run.h"
#include "base/error.h"
#include "ingest/json_door.h"
#include "language/language.h"
#include "language/pattern.h"
#include "language/sentence.h"
#include "report/emit.h"

#include <stdlib.h>
#include <string.h>

const char *const accord_catalogue_sections[ACCORD_CATALOGUE_SECTIONS] = {"instruments", "provisions", "rules"};

const struct accord_catalogue_member accord_catalogue_members[ACCORD_PACK_TEXT_COUNT] = {
    [ACCORD_PACK_INSTRUMENT_NAME] = {"instruments", "name"},
    [ACCORD_PACK_INSTRUMENT_TITLE] = {"instruments", "title"},
    [ACCORD_PACK_PROVISION_SUMMARY] = {"provisions", "summary"},
    [ACCORD_PACK_PROVISION_CONTEXT] = {"provisions", "context"},
    [ACCORD_PACK_RULE_TITLE] = {"rules", "title"},
    [ACCORD_PACK_MESSAGE] = {"rules", "messages"},
};

struct accord_pack_catalogue *accord_pack_catalogue_new(struct accord_error *err)
{
    struct accord_pack_catalogue *catalogue = accord_alloc_zero(1, sizeof *catalogue);
    if (catalogue == NULL) {
        (void)accord_error_memory(err);
        return NULL;
    }
    accord_arena_init(&catalogue->arena);
    accord_map_init(&catalogue->places);
    accord_map_init(&catalogue->missing);
    return catalogue;
}

void accord_pack_catalogue_free(struct accord_pack_catalogue *catalogue)
{
    if (catalogue == NULL) return;
    accord_map_clear(&catalogue->places);
    accord_map_clear(&catalogue->missing);
    accord_free(catalogue->texts);
    accord_arena_clear(&catalogue->arena);
    accord_free(catalogue);
}

bool accord_catalogue_is_pattern(const char *text, const char **why, size_t *at)
{
    struct accord_pattern pattern;
    return accord_pattern_read(text, &pattern, why, at);
}

/* ---- by their keys ---- */

void accord_catalogue_add_key(struct accord_text *text, const char *language, struct accord_pack_text_key key)
{
    accord_text_addf(text, "%s\n%d\n%zu\n", language, (int)key.kind, strlen(key.id));
    accord_text_add_str(text, key.id);
    if (key.message == NULL) return;
    accord_text_add_char(text, '\n');
    accord_text_add_str(text, key.message);
}

static bool make_room(struct accord_pack_catalogue *catalogue)
{
    size_t room = catalogue->room == 0 ? 256 : 2 * catalogue->room;
    if (catalogue->count < catalogue->room) return true;
    struct accord_pack_translation *grown = accord_realloc(catalogue->texts, room, sizeof *grown);
    if (grown == NULL) return false;
    catalogue->texts = grown;
    catalogue->room = room;
    return true;
}

enum accord_status accord_pack_catalogue_add(struct accord_pack_catalogue *catalogue,
                                             const struct accord_pack_translation *translation,
                                             const struct accord_pack_translation **other, struct accord_error *err)
{
    struct accord_text key;
    bool added = false;
    int64_t place = 0;
    *other = NULL;
    if (catalogue->count == ACCORD_CATALOGUE_TEXTS_MAX)
        return accord_error_set(err, ACCORD_BAD_RULES, "more than %d translated texts", ACCORD_CATALOGUE_TEXTS_MAX);
    accord_text_init(&key, ACCORD_CATALOGUE_KEY_MAX);
    accord_catalogue_add_key(&key, translation->language, translation->key);
    bool good =
        make_room(catalogue) && !key.failed &&
        accord_map_put(&catalogue->places, accord_text_str(&key), key.length, (int64_t)catalogue->count, &added);
    if (good && added)
        catalogue->texts[catalogue->count++] = *translation;
    else if (good && accord_map_get(&catalogue->places, accord_text_str(&key), key.length, &place))
        *other = &catalogue->texts[place];
    accord_text_clear(&key);
    return good ? ACCORD_OK : accord_error_memory(err);
}

size_t accord_pack_catalogue_count(const struct accord_pack_catalogue *catalogue)
{
    return catalogue->count;
}

const struct accord_pack_translation *accord_pack_catalogue_at(const struct accord_pack_catalogue *catalogue,
                                                               size_t index)
{
    return &catalogue->texts[index];
}

size_t accord_pack_catalogue_file_count(const struct accord_pack_catalogue *catalogue)
{
    return catalogue->file_count;
}

const struct accord_catalogue_file *accord_pack_catalogue_file(const struct accord_pack_catalogue *catalogue,
                                                               size_t index)
{
    return &catalogue->files[index];
}

void accord_pack_catalogue_place(const struct accord_pack_catalogue *catalogue,
                                 const struct accord_pack_translation *translation, enum accord_pack_text_part part,
                                 unsigned *line, unsigned *column)
{
    const struct accord_catalogue_file *file = &catalogue->files[translation->file];
    const struct accord_catalogue_member *member = &accord_catalogue_members[translation->key.kind];
    const struct accord_json_step steps[] = {
        {member->section, 0}, {translation->key.id, 0}, {member->name, 0}, {translation->key.message, 0}};
    size_t count = part == ACCORD_PACK_TEXT_ID ? 2 : translation->key.message == NULL ? 3 : 4;
    struct accord_json_spot spot = {{0, 0}, {0, 0}, NULL, 0};
    struct accord_error unable;
    bool found = false;
    if (accord_json_locate(file->source, file->length, (struct accord_place){1, 1}, steps, count, &found, &spot,
                           &unable) != ACCORD_OK)
        spot.place = spot.name_place = (struct accord_place){0, 0};
    *line = part == ACCORD_PACK_TEXT_ITSELF ? spot.place.line : spot.name_place.line;
    *column = part == ACCORD_PACK_TEXT_ITSELF ? spot.place.column : spot.name_place.column;
}

const char *accord_pack_catalogue_find(const struct accord_pack_catalogue *catalogue, const char *language,
                                       struct accord_pack_text_key key)
{
    struct accord_text text;
    int64_t place;
    accord_text_init(&text, ACCORD_CATALOGUE_KEY_MAX);
    accord_catalogue_add_key(&text, language, key);
    bool found = !text.failed && accord_map_get(&catalogue->places, accord_text_str(&text), text.length, &place);
    accord_text_clear(&text);
    return found ? catalogue->texts[place].text : NULL;
}

/* ---- in reports ---- */

static void note_missing(struct accord_pack_catalogue *catalogue, const struct accord_language *language,
                         struct accord_pack_text_key key)
{
    struct accord_text text;
    bool added;
    accord_text_init(&text, ACCORD_CATALOGUE_KEY_MAX);
    accord_catalogue_add_key(&text, language->code, key);
    if (!text.failed) (void)accord_map_put(&catalogue->missing, accord_text_str(&text), text.length, 0, &added);
    accord_text_clear(&text);
}

const char *accord_pack_catalogue_text(struct accord_pack_catalogue *catalogue, const struct accord_language *language,
                                       struct accord_pack_text_key key, const char *english)
{
    if (english == NULL || language == ACCORD_ENGLISH) return english;
    const char *text = accord_pack_catalogue_find(catalogue, language->code, key);
    if (text != NULL) return text;
    note_missing(catalogue, language, key);
    return english;
}

/* The engine's own ids begin so, and no rule's do. */
static bool is_engines(const char *message_id)
{
    return strncmp(message_id, "accord-", strlen("accord-")) == 0;
}

/* False: it is not translated, and nothing is appended. */
static bool add_translated(const struct accord_pack_catalogue *catalogue, const struct accord_language *language,
                           struct accord_pack_text_key key, const struct accord_finding *finding,
                           struct accord_text *text)
{
    const char *pattern = accord_pack_catalogue_find(catalogue, language->code, key);
    const char *addition = accord_sentence_addition(finding->message);
    size_t before = text->length;
    if (is_engines(finding->message_id)) return accord_sentence_add(text, language, finding->message);
    if (pattern == NULL ||
        !accord_pattern_add(text, language, pattern, finding->arguments, finding->argument_count, false))
        return false;
    if (addition == NULL || accord_sentence_add(text, language, addition)) return true;
    if (!text->failed && text->length > before) accord_text_end_at(text, text->bytes + before);
    return false;
}

void accord_pack_catalogue_add_message(struct accord_pack_catalogue *catalogue, const struct accord_language *language,
                                       const char *rule, const struct accord_finding *finding, struct accord_text *text)
{
    const struct accord_pack_text_key key = {ACCORD_PACK_MESSAGE, rule, finding->message_id};
    if (language != ACCORD_ENGLISH) {
        if (add_translated(catalogue, language, key, finding, text)) return;
        note_missing(catalogue, language, key);
    }
    accord_text_add_str(text, finding->message);
}

void accord_pack_catalogue_add_why(struct accord_pack_catalogue *catalogue, const struct accord_language *language,
                                   const char *rule, const char *why, struct accord_text *text)
{
    const struct accord_pack_text_key key = {ACCORD_PACK_MESSAGE, rule, "accord-why"};
    if (language != ACCORD_ENGLISH) {
        if (accord_sentence_add(text, language, why)) return;
        note_missing(catalogue, language, key);
    }
    accord_text_add_str(text, why);
}

size_t accord_pack_catalogue_untranslated(const struct accord_pack_catalogue *catalogue,
                                          const struct accord_language *language)
{
    size_t count = 0, length = strlen(language->code);
    for (size_t i = 0; i < catalogue->missing.count; i++) {
        const char *key = catalogue->missing.entries[i].key;
        if (strncmp(key, language->code, length) == 0 && key[length] == '\n') count++;
    }
    return count;
}

/* ---- for a stored run ---- */

static int compare_keys(const struct accord_pack_translation *x, const struct accord_pack_translation *y)
{
    int order = strcmp(x->language, y->language);
    if (order == 0)
        order = strcmp(accord_catalogue_members[x->key.kind].section, accord_catalogue_members[y->key.kind].section);
    if (order == 0) order = strcmp(x->key.id, y->key.id);
    if (order == 0) order = (x->key.kind > y->key.kind) - (x->key.kind < y->key.kind);
    if (order == 0 && x->key.message != NULL) order = strcmp(x->key.message, y->key.message);
    return order;
}

static int compare_pointers(const void *a, const void *b)
{
    const struct accord_pack_translation *const *x = a, *const *y = b;
    return compare_keys(*x, *y);
}

static const char *section_of(const struct accord_pack_translation *translation)
{
    return accord_catalogue_members[translation->key.kind].section;
}

/* How many objects, of a language, a section, an id, and messages, two neighbours stand in together. */
static unsigned shared_depth(const struct accord_pack_translation *a, const struct accord_pack_translation *b)
{
    if (a == NULL || b == NULL || strcmp(a->language, b->language) != 0) return 0;
    if (strcmp(section_of(a), section_of(b)) != 0) return 1;
    if (strcmp(a->key.id, b->key.id) != 0) return 2;
    return a->key.message != NULL && b->key.message != NULL ? 4 : 3;
}

static unsigned depth_of(const struct accord_pack_translation *translation)
{
    return translation == NULL ? 0 : translation->key.message != NULL ? 4 : 3;
}

static void write_text(struct accord_emit *emit, const struct accord_pack_translation *before,
                       const struct accord_pack_translation *translation)
{
    const char *const names[] = {translation->language, section_of(translation), translation->key.id,
                                 accord_catalogue_members[translation->key.kind].name};
    unsigned shared = shared_depth(before, translation);
    for (unsigned depth = depth_of(before); depth > shared; depth--)
        accord_emit_close(emit, '}');
    for (unsigned depth = shared; depth < depth_of(translation); depth++) {
        accord_emit_key(emit, names[depth]);
        accord_emit_open(emit, '{');
    }
    accord_emit_member(emit, translation->key.message != NULL ? translation->key.message : names[3], translation->text);
}

void accord_pack_catalogue_write(const struct accord_pack_catalogue *catalogue, struct accord_text *text)
{
    const struct accord_pack_translation **sorted = accord_alloc_zero(catalogue->count + 1, sizeof *sorted);
    const struct accord_pack_translation *before = NULL;
    struct accord_emit emit;
    text->failed = text->failed || sorted == NULL;
    for (size_t i = 0; sorted != NULL && i < catalogue->count; i++)
        sorted[i] = &catalogue->texts[i];
    if (catalogue->count > 1 && sorted != NULL) qsort(sorted, catalogue->count, sizeof *sorted, compare_pointers);
    accord_emit_init(&emit, text, false);
    accord_emit_open(&emit, '{');
    for (size_t i = 0; sorted != NULL && i < catalogue->count; before = sorted[i++])
        write_text(&emit, before, sorted[i]);
    for (unsigned depth = depth_of(before); depth > 0; depth--)
        accord_emit_close(&emit, '}');
    accord_emit_close(&emit, '}');
    accord_free(sorted);
}
