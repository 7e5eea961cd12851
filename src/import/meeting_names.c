/* Names of meetings: an id, or what a title says, to days. */
#include "import/meeting_names.h"

#include "base/error.h"
#include "base/map.h"
#include "import/vocabulary.h"
#include "ingest/schema.h"

#include <stdio.h>
#include <string.h>

enum { NAME_MAX = 256, KIND_MAX = 12, TITLE_MAX = 1024, DAYS_FIRST = 64 };

struct days {
    struct accord_date date;
    bool ambiguous;
};

struct accord_meeting_names {
    struct accord_map map; /* to indexes of days */
    struct days *days;
    size_t capacity;
    int kind, body, from, to, title; /* columns */
};

static int column_of(const char *name)
{
    return accord_schema_find(accord_core_schema("meetings"), name, strlen(name));
}

enum accord_status accord_meeting_names_new(struct accord_meeting_names **names, struct accord_error *err)
{
    struct accord_meeting_names *made = accord_alloc_zero(1, sizeof *made);
    *names = made;
    if (made == NULL) return accord_error_memory(err);
    accord_map_init(&made->map);
    made->kind = column_of("kind");
    made->body = column_of("body");
    made->from = column_of("from");
    made->to = column_of("to");
    made->title = column_of("title");
    return ACCORD_OK;
}

void accord_meeting_names_free(struct accord_meeting_names *names)
{
    if (names == NULL) return;
    accord_map_clear(&names->map);
    accord_free(names->days);
    accord_free(names);
}

/* ---- adding ---- */

static bool make_room(struct accord_meeting_names *names)
{
    if (names->map.count < names->capacity) return true;
    size_t capacity = names->capacity == 0 ? DAYS_FIRST : 2 * names->capacity;
    void *grown = accord_realloc(names->days, capacity, sizeof *names->days);
    if (grown == NULL) return false;
    names->days = grown;
    names->capacity = capacity;
    return true;
}

static enum accord_status add(struct accord_meeting_names *names, const char *name, size_t length,
                              struct accord_date date, struct accord_error *err)
{
    int64_t index = 0;
    bool added = false;
    if (accord_map_get(&names->map, name, length, &index)) {
        struct days *known = &names->days[index];
        if (known->date.first != date.first || known->date.last != date.last) known->ambiguous = true;
        return ACCORD_OK;
    }
    if (names->map.count == ACCORD_MEETING_NAMES_MAX)
        return accord_error_set(err, ACCORD_BAD_DATA, "more than %d names of meetings", ACCORD_MEETING_NAMES_MAX);
    if (!make_room(names) || !accord_map_put(&names->map, name, length, (int64_t)names->map.count, &added))
        return accord_error_memory(err);
    names->days[names->map.count - 1] = (struct days){date, false};
    return ACCORD_OK;
}

/* The id without what ids of rival rows end in, "~2". */
static size_t id_length(const struct accord_cell *id)
{
    size_t length = id->length;
    while (length > 0 && id->as.text[length - 1] >= '0' && id->as.text[length - 1] <= '9')
        length--;
    return length > 1 && length < id->length && id->as.text[length - 1] == '~' ? length - 1 : id->length;
}

/* The treaty is the body, or what stands in it before the kind: "cms" of "cms-cop". */
static size_t treaty_length(const struct accord_cell *body, const struct accord_cell *kind)
{
    size_t length = body->length, tail = kind->length;
    bool ends = length > tail + 1 && body->as.text[length - tail - 1] == '-' &&
                memcmp(body->as.text + length - tail, kind->as.text, tail) == 0;
    return ends ? length - tail - 1 : length;
}

static bool copy(const struct accord_cell *cell, char *text, size_t size)
{
    if (cell->kind != ACCORD_CELL_TEXT || cell->length >= size) return false;
    memcpy(text, cell->as.text, cell->length);
    text[cell->length] = '\0';
    return true;
}

/* The length of the name that the title gives; 0 where it gives none that a date could have. */
static size_t name_by_title(const struct accord_meeting_names *names, const struct accord_cell *cells,
                            char name[NAME_MAX])
{
    char kind[KIND_MAX], title[TITLE_MAX];
    unsigned number = 0;
    const struct accord_cell *body = &cells[names->body];
    if (!copy(&cells[names->kind], kind, sizeof kind) || !copy(&cells[names->title], title, sizeof title)) return 0;
    if (body->length >= NAME_MAX || !accord_number_of_meeting(kind, title, &number)) return 0;
    int length = snprintf(name, NAME_MAX, "%.*s-%s%u", (int)treaty_length(body, &cells[names->kind]), body->as.text,
                          kind, number);
    return length > 0 && length < NAME_MAX ? (size_t)length : 0;
}

enum accord_status accord_meeting_names_add(struct accord_meeting_names *names, const struct accord_cell *cells,
                                            struct accord_error *err)
{
    char name[NAME_MAX];
    struct accord_date date = cells[names->from].as.date;
    if (cells[names->to].kind == ACCORD_CELL_DATE) date.last = cells[names->to].as.date.last;
    enum accord_status status = add(names, cells[0].as.text, id_length(&cells[0]), date, err);
    size_t length = name_by_title(names, cells, name);
    return status == ACCORD_OK && length > 0 ? add(names, name, length, date, err) : status;
}

/* ---- finding ---- */

enum accord_meeting_result accord_meeting_names_find(const struct accord_meeting_names *names, const char *treaty,
                                                     const struct accord_meeting_name *name, struct accord_date *days)
{
    char text[NAME_MAX];
    int64_t index = 0;
    int length = snprintf(text, sizeof text, "%s-%s%u", treaty, name->kind, name->number);
    if (length < 0 || (size_t)length >= sizeof text || !accord_map_get(&names->map, text, (size_t)length, &index))
        return ACCORD_MEETING_UNKNOWN;
    if (names->days[index].ambiguous) return ACCORD_MEETING_AMBIGUOUS;
    *days = names->days[index].date;
    return ACCORD_MEETING_FOUND;
}
