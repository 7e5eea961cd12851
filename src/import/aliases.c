/* A file of aliases: other names for actors, as the user says. */
#include "base/error.h"
#include "import/names.h"
#include "ingest/csv.h"
#include "ingest/source_file.h"

#include <string.h>
#include <unistd.h>

static const struct accord_csv_dialect dialect = {',', '"', true, true};

struct aliases {
    struct accord_names *names;
    const char *file;
    struct accord_problems *problems;
    bool header;
};

static bool field_is(const struct accord_csv_field *field, const char *text)
{
    return accord_text_equal(field->text, field->length, text, strlen(text));
}

/* Adds one alias, or says what is wrong with it. */
static enum accord_status take_record(struct aliases *aliases, const struct accord_csv_record *record,
                                      struct accord_error *err)
{
    enum { NAME, ACTOR, FIELDS, ID_MAX = 64 };
    char id[ID_MAX];
    const struct accord_csv_field *fields = record->fields;
    if (record->count != FIELDS)
        return accord_problems_add(aliases->problems, aliases->file, record->line, 1, err,
                                   "a record of %zu cells, expected two: a name and the id of an actor", record->count);
    if (!aliases->header) {
        aliases->header = true;
        if (field_is(&fields[NAME], "name") && field_is(&fields[ACTOR], "actor")) return ACCORD_OK;
        return accord_problems_add(aliases->problems, aliases->file, record->line, 1, err,
                                   "another header, expected name,actor");
    }
    struct accord_place place = fields[ACTOR].place;
    if (fields[ACTOR].length == 0 || fields[ACTOR].length >= ID_MAX)
        return accord_problems_add(aliases->problems, aliases->file, place.line, place.column, err,
                                   "no id of an actor, expected one such as KEN");
    memcpy(id, fields[ACTOR].text, fields[ACTOR].length);
    id[fields[ACTOR].length] = '\0';
    struct accord_error refused = {.status = ACCORD_OK};
    bool known = accord_names_actor(aliases->names, id) != NULL;
    enum accord_status status =
        accord_names_add_alias(aliases->names, fields[NAME].text, fields[NAME].length, id, &refused);
    if (status == ACCORD_OK) return ACCORD_OK;
    if (status != ACCORD_BAD_DATA) return accord_error_set(err, status, "%s", refused.text);
    if (known) place = fields[NAME].place;
    return accord_problems_add(aliases->problems, aliases->file, place.line, place.column, err, "%s", refused.text);
}

static enum accord_status take_all(struct aliases *aliases, struct accord_csv *csv, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    struct accord_csv_record record;
    struct accord_place where;
    const char *why = NULL;
    while (status == ACCORD_OK) {
        switch (accord_csv_next(csv, &record, &where, &why, err)) {
        case ACCORD_CSV_RECORD:
            status = take_record(aliases, &record, err);
            break;
        case ACCORD_CSV_BROKEN:
        case ACCORD_CSV_UNUSABLE:
            status = accord_problems_add(aliases->problems, aliases->file, where.line, where.column, err, "%s", why);
            break;
        case ACCORD_CSV_UNREADABLE:
            if (err->status != ACCORD_BAD_DATA) return err->status;
            return accord_problems_add(aliases->problems, aliases->file, 0, 0, NULL, "%s", err->text);
        case ACCORD_CSV_END:
            if (!aliases->header)
                status = accord_problems_add(aliases->problems, aliases->file, 1, 1, err,
                                             "an empty file, expected the header name,actor");
            return status;
        }
    }
    return status;
}

enum accord_status accord_names_read_aliases(struct accord_names *names, const char *path, const char *file,
                                             struct accord_problems *problems, struct accord_error *err)
{
    struct aliases aliases = {names, file, problems, false};
    struct accord_error opening = {.status = ACCORD_OK};
    struct accord_csv *csv = NULL;
    size_t before = accord_problems_count(problems);
    int descriptor = -1;
    enum accord_status status = accord_source_open(path, &descriptor, &opening);
    if (status == ACCORD_BAD_DATA) status = accord_problems_add(problems, file, 0, 0, err, "%s", opening.text);
    if (status == ACCORD_OK && descriptor >= 0) status = accord_csv_open(descriptor, &dialect, &csv, err);
    if (status == ACCORD_OK && csv != NULL) status = take_all(&aliases, csv, err);
    if (status == ACCORD_OK && accord_problems_count(problems) > before)
        status = accord_error_set(err, ACCORD_BAD_DATA, "%s: the aliases cannot be read as they are written", file);
    accord_csv_close(csv);
    if (descriptor >= 0) (void)close(descriptor);
    return status;
}
