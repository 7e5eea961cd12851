/* Reading catalogues of rule packs: one file, and what a stored run keeps. */
#include "base/error.h"
#include "ingest/quote.h"
#include "ingest/site.h"
#include "language/pack_catalogue_parts.h"

#include <string.h>

enum { WHERE_MAX = 1024 };

struct catalogue_reading {
    struct accord_reading reading; /* its arena is the catalogue's */
    struct accord_pack_catalogue *catalogue;
    const char *language; /* that is read */
    size_t file;          /* likewise; SIZE_MAX: a stored run */
};

/* ---- texts ---- */

static void refuse_pattern(struct catalogue_reading *reading, const struct accord_site *site, const char *rest,
                           const char *why)
{
    struct accord_text text;
    struct accord_place place = accord_site_place(&reading->reading, site);
    accord_text_init(&text, WHERE_MAX);
    accord_text_addf(&text, "the message '%s' is no pattern, ", site->name);
    if (*rest == '\0') accord_text_add_str(&text, "at its end");
    if (*rest != '\0') accord_text_add_str(&text, "at ");
    if (*rest != '\0') accord_quote(&text, rest, strlen(rest));
    accord_text_addf(&text, ": %s", why);
    enum accord_status status = accord_problems_add(reading->reading.problems, site->document->file, place.line,
                                                    place.column, reading->reading.err, "%s", accord_text_str(&text));
    if (reading->reading.status == ACCORD_OK) reading->reading.status = status;
    accord_text_clear(&text);
}

static bool is_pattern(struct catalogue_reading *reading, const struct accord_site *site, const char *text)
{
    const char *why;
    size_t at;
    if (accord_catalogue_is_pattern(text, &why, &at)) return true;
    refuse_pattern(reading, site, text + at, why);
    return false;
}

static const char *copy(struct catalogue_reading *reading, const char *text)
{
    const char *kept = accord_arena_copy(&reading->catalogue->arena, text, strlen(text));
    return accord_reading_has(&reading->reading, kept) ? kept : NULL;
}

static void take_text(struct catalogue_reading *reading, const struct accord_site *site,
                      struct accord_pack_text_key key)
{
    struct accord_pack_translation translation = {.key = key, .language = reading->language, .file = reading->file};
    const struct accord_pack_translation *other = NULL;
    const char *text = accord_site_text(&reading->reading, site);
    if (text == NULL) return;
    if (*text == '\0') {
        accord_site_refuse(&reading->reading, site, "an empty text", "the translation, or nothing at all");
        return;
    }
    if (key.kind == ACCORD_PACK_MESSAGE && !is_pattern(reading, site, text)) return;
    translation.key.id = copy(reading, key.id);
    translation.key.message = key.message == NULL ? NULL : copy(reading, key.message);
    translation.text = copy(reading, text);
    if (reading->reading.status != ACCORD_OK) return;
    reading->reading.status = accord_pack_catalogue_add(reading->catalogue, &translation, &other, reading->reading.err);
    if (other != NULL)
        accord_site_refuse(&reading->reading, site, "a second translation of the text", "the one in %s",
                           other->file == SIZE_MAX ? "it" : reading->catalogue->files[other->file].path);
}

static void take_messages(struct catalogue_reading *reading, const struct accord_site *messages, const char *rule)
{
    if (!cJSON_IsObject(messages->value)) {
        accord_site_refuse(&reading->reading, messages, NULL, "an object of messages by their ids");
        return;
    }
    for (const cJSON *value = messages->value->child; value != NULL; value = value->next) {
        struct accord_site message = {messages->document, messages, value->string, 0, value};
        take_text(reading, &message, (struct accord_pack_text_key){ACCORD_PACK_MESSAGE, rule, value->string});
    }
}

/* What is said of one instrument, provision or rule. */
static void take_texts_of(struct catalogue_reading *reading, const struct accord_site *site, const char *section)
{
    struct accord_member members[ACCORD_PACK_TEXT_COUNT];
    size_t count = 0;
    for (size_t kind = 0; kind < ACCORD_PACK_TEXT_COUNT; kind++)
        if (strcmp(accord_catalogue_members[kind].section, section) == 0)
            members[count++] = (struct accord_member){.name = accord_catalogue_members[kind].name};
    if (!accord_site_object(&reading->reading, site, members, count, true)) return;
    for (size_t kind = 0; kind < ACCORD_PACK_TEXT_COUNT; kind++) {
        if (strcmp(accord_catalogue_members[kind].section, section) != 0) continue;
        struct accord_site member = accord_site_member(site, accord_catalogue_members[kind].name);
        if (member.value == NULL) continue;
        if (kind == ACCORD_PACK_MESSAGE)
            take_messages(reading, &member, site->name);
        else
            take_text(reading, &member, (struct accord_pack_text_key){(enum accord_pack_text)kind, site->name, NULL});
    }
}

static void take_sections(struct catalogue_reading *reading, const struct accord_site *root)
{
    for (size_t i = 0; i < ACCORD_CATALOGUE_SECTIONS; i++) {
        struct accord_site section = accord_site_member(root, accord_catalogue_sections[i]);
        if (section.value == NULL) continue;
        if (!cJSON_IsObject(section.value)) {
            accord_site_refuse(&reading->reading, &section, NULL, "an object of texts by the ids of %s",
                               accord_catalogue_sections[i]);
            continue;
        }
        for (const cJSON *value = section.value->child; value != NULL; value = value->next) {
            struct accord_site site = {section.document, &section, value->string, 0, value};
            take_texts_of(reading, &site, accord_catalogue_sections[i]);
        }
    }
}

/* ---- files ---- */

static void take_language(struct catalogue_reading *reading, const struct accord_site *root)
{
    struct accord_site site = accord_site_member(root, "language");
    const char *found = cJSON_IsString(site.value) ? site.value->valuestring : NULL;
    if (found == NULL || strcmp(found, reading->language) != 0)
        accord_site_refuse(&reading->reading, &site, NULL, "\"%s\", as the file is called", reading->language);
}

static void take_translation(struct catalogue_reading *reading, const struct accord_site *root)
{
    static const struct accord_member members[] = {{.name = "by"}, {.name = "on"}, {.name = "state"}};
    enum { MEMBERS = sizeof members / sizeof members[0] };
    struct accord_site site = accord_site_member(root, "translation");
    struct accord_date day;
    const char *why;
    if (site.value == NULL || !accord_site_object(&reading->reading, &site, members, MEMBERS, true)) return;
    reading->catalogue->files[reading->file].signed_for = true;
    for (size_t i = 0; i < MEMBERS; i++) {
        struct accord_site member = accord_site_member(&site, members[i].name);
        const char *text = accord_site_text(&reading->reading, &member);
        bool is_day = strcmp(members[i].name, "on") == 0;
        if (member.value == NULL || (text != NULL && *text == '\0'))
            accord_site_refuse(&reading->reading, &member, NULL, is_day ? "a day" : "a text that is not empty");
        else if (text != NULL && is_day &&
                 (!accord_date_parse(text, strlen(text), &day, &why) || day.first != day.last))
            accord_site_refuse(&reading->reading, &member, NULL, "a full date such as 2026-12-31");
    }
}

static void take_file(struct catalogue_reading *reading, const struct accord_document *document)
{
    static const struct accord_member members[] = {{.name = "language"},
                                                   {.name = "translation"},
                                                   {.name = "instruments"},
                                                   {.name = "provisions"},
                                                   {.name = "rules"}};
    struct accord_site root = accord_site_root(document);
    if (!accord_site_object(&reading->reading, &root, members, sizeof members / sizeof members[0], true)) return;
    take_language(reading, &root);
    take_translation(reading, &root);
    take_sections(reading, &root);
}

enum accord_status accord_catalogue_read_file(struct accord_pack_catalogue *catalogue, size_t number,
                                              struct accord_problems *problems, struct accord_error *err)
{
    struct accord_document document;
    struct accord_catalogue_file *file = &catalogue->files[number];
    struct catalogue_reading reading = {
        .reading = {.arena = &catalogue->arena, .problems = problems, .err = err, .status = ACCORD_OK},
        .catalogue = catalogue,
        .language = file->language,
        .file = number};
    bool good = accord_document_read(&reading.reading, file->path, file->path, &document);
    file->source = document.text;
    file->length = document.length;
    if (good) take_file(&reading, &document);
    accord_document_clear(&document);
    return reading.reading.status;
}

/* ---- of a stored run ---- */

static void take_languages(struct catalogue_reading *reading, const struct accord_document *document)
{
    struct accord_member members[ACCORD_CATALOGUE_SECTIONS];
    struct accord_site root = accord_site_root(document);
    for (size_t i = 0; i < ACCORD_CATALOGUE_SECTIONS; i++)
        members[i] = (struct accord_member){.name = accord_catalogue_sections[i]};
    if (!cJSON_IsObject(root.value)) {
        accord_site_refuse(&reading->reading, &root, NULL, "an object of languages");
        return;
    }
    for (const cJSON *value = root.value->child; value != NULL; value = value->next) {
        struct accord_site site = {document, &root, value->string, 0, value};
        reading->language = copy(reading, value->string);
        if (reading->language == NULL) return;
        if (accord_site_object(&reading->reading, &site, members, ACCORD_CATALOGUE_SECTIONS, true))
            take_sections(reading, &site);
    }
}

/* The first problem as the error. */
static enum accord_status refuse_stored(const struct accord_problems *problems, struct accord_error *err)
{
    const struct accord_problem *problem = accord_problems_at(problems, 0);
    return accord_error_set(err, ACCORD_BAD_DATA, "the translations that are stored: %s", problem->text);
}

static void parse_stored(struct catalogue_reading *reading, const char *json, size_t length)
{
    struct accord_document document = {
        .file = "catalogues", .text = accord_arena_copy(reading->reading.arena, json, length), .length = length};
    struct accord_json_fault fault;
    if (!accord_reading_has(&reading->reading, document.text)) return;
    enum accord_status status = accord_json_parse(document.text, length, (struct accord_place){1, 1}, &document.root,
                                                  &fault, reading->reading.err);
    if (status == ACCORD_OK)
        take_languages(reading, &document);
    else if (status == ACCORD_BAD_DATA)
        status = accord_problems_add(reading->reading.problems, document.file, fault.place.line, fault.place.column,
                                     reading->reading.err, "%s", fault.why);
    if (reading->reading.status == ACCORD_OK) reading->reading.status = status;
    accord_document_clear(&document);
}

enum accord_status accord_pack_catalogue_parse(const char *json, size_t length, struct accord_pack_catalogue **made,
                                               struct accord_error *err)
{
    struct accord_problems *problems = NULL;
    *made = NULL;
    enum accord_status status = accord_problems_new(&problems, err);
    struct accord_pack_catalogue *catalogue = status == ACCORD_OK ? accord_pack_catalogue_new(err) : NULL;
    if (status == ACCORD_OK && catalogue == NULL) status = ACCORD_NO_MEMORY;
    if (status == ACCORD_OK) {
        struct catalogue_reading reading = {
            .reading = {.arena = &catalogue->arena, .problems = problems, .err = err, .status = ACCORD_OK},
            .catalogue = catalogue,
            .file = SIZE_MAX};
        parse_stored(&reading, json, length);
        status = reading.reading.status;
    }
    if (status == ACCORD_OK && accord_problems_count(problems) > 0) status = refuse_stored(problems, err);
    if (status == ACCORD_OK)
        *made = catalogue;
    else
        accord_pack_catalogue_free(catalogue);
    accord_problems_free(problems);
    return status;
}
