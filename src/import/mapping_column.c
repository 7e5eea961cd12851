/* Reading what a mapping says of one column of a table. */
#include "import/mapping_parts.h"

#include "ingest/json_value.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define KNOWN(name)                                                                                                    \
    {                                                                                                                  \
        name, ACCORD_MEMBER_KNOWN, NULL                                                                                \
    }

static const struct accord_member column_members[] = {
    KNOWN("from"),  KNOWN("value"), KNOWN("as"),   KNOWN("values"), KNOWN("missing"),
    KNOWN("split"), KNOWN("forms"), KNOWN("fact"), KNOWN("format"), KNOWN("meetings"),
};

static const char *const as_names[] = {
    [ACCORD_MAPPED_TEXT] = "text", [ACCORD_MAPPED_ACTOR] = "actor", [ACCORD_MAPPED_DATE] = "date"};

static const char *const fact_names[] = {
    [ACCORD_FACT_ID] = "id",     [ACCORD_FACT_NAME] = "name", [ACCORD_FACT_KIND] = "kind",
    [ACCORD_FACT_ISO2] = "iso2", [ACCORD_FACT_ISO3] = "iso3", [ACCORD_FACT_M49] = "m49",
};

static const char *const form_names[] = {"iso2", "iso3", "m49", "name"};
static const unsigned forms[] = {ACCORD_NAME_ISO2, ACCORD_NAME_ISO3, ACCORD_NAME_M49, ACCORD_NAME_WORDS};

/* Members that mean something for one kind of column only. */
static const struct {
    const char *member;
    enum accord_mapped_as as;
} special[] = {
    {"forms", ACCORD_MAPPED_ACTOR},
    {"fact", ACCORD_MAPPED_ACTOR},
    {"format", ACCORD_MAPPED_DATE},
    {"meetings", ACCORD_MAPPED_DATE},
};

/* Which of the names the member is: `otherwise` when it is left out or, with a problem, none of them. */
static size_t one_of(struct accord_reading *reading, const struct accord_site *site, const char *const *names,
                     size_t count, size_t otherwise)
{
    const char *text = accord_site_text(reading, site);
    if (text == NULL) return otherwise;
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], text) == 0) return i;
    struct accord_text list;
    accord_text_init(&list, 1024);
    for (size_t i = 0; i < count; i++)
        accord_text_addf(&list, "%s%s", i == 0 ? "" : i + 1 == count ? " or " : ", ", names[i]);
    accord_mapping_refuse_name(reading, site, text, names, count, accord_text_str(&list));
    accord_text_clear(&list);
    return otherwise;
}

/* ---- from and value ---- */

/* Cuts the text of a "value" at `*at`: a text up to a brace, or the name between braces. False with a problem. */
static bool next_piece(struct accord_reading *reading, const struct accord_site *site, const char **at,
                       struct accord_mapped_piece *piece)
{
    struct accord_text text;
    accord_text_init(&text, 4096);
    const char *from = *at;
    bool good = true;
    piece->column = from[0] == '{' && from[1] != '{';
    if (piece->column) {
        size_t length = strcspn(from + 1, "{}");
        good = length > 0 && from[1 + length] == '}';
        accord_text_add(&text, from + 1, length);
        *at = from + length + 2;
    }
    for (; !piece->column && good && *from != '\0' && (*from != '{' || from[1] == '{'); *at = from) {
        good = *from != '}' || from[1] == '}';
        accord_text_add_char(&text, *from);
        from += *from == '{' || *from == '}' ? 2 : 1;
    }
    if (!good) accord_site_refuse(reading, site, NULL, "a text in which {Name} is a column, and {{ and }} are braces");
    piece->text = accord_arena_copy(reading->arena, accord_text_str(&text), text.length);
    good = good && accord_reading_has(reading, text.failed ? NULL : piece->text);
    accord_text_clear(&text);
    return good;
}

static bool read_value(struct accord_reading *reading, const struct accord_site *site, const char *text,
                       struct accord_mapped_column *column)
{
    struct accord_mapped_piece *pieces = accord_arena_zero(reading->arena, ACCORD_MAPPED_PIECES_MAX, sizeof *pieces);
    if (!accord_reading_has(reading, pieces)) return false;
    if (text[0] == '\0') {
        accord_site_refuse(reading, site, NULL, "a text that is not empty, or no such column");
        return false;
    }
    for (const char *at = text; *at != '\0'; column->piece_count++) {
        if (column->piece_count == ACCORD_MAPPED_PIECES_MAX) {
            accord_site_refuse(reading, site, "a value of too many pieces", "at most %d", ACCORD_MAPPED_PIECES_MAX);
            return false;
        }
        if (!next_piece(reading, site, &at, &pieces[column->piece_count])) return false;
    }
    column->pieces = pieces;
    return true;
}

static bool read_from(struct accord_reading *reading, const struct accord_site *site, const char *text,
                      struct accord_mapped_column *column)
{
    struct accord_mapped_piece *piece = accord_arena_zero(reading->arena, 1, sizeof *piece);
    if (text[0] == '\0') accord_site_refuse(reading, site, NULL, "the name of a column of the file");
    if (text[0] == '\0' || !accord_reading_has(reading, piece)) return false;
    *piece = (struct accord_mapped_piece){text, true};
    column->pieces = piece;
    column->piece_count = 1;
    column->from = true;
    return true;
}

/* Exactly one of the two. */
static bool read_origin(struct accord_reading *reading, const struct accord_site *spec,
                        struct accord_mapped_column *column)
{
    struct accord_site from = accord_site_member(spec, "from"), value = accord_site_member(spec, "value");
    if ((from.value == NULL) == (value.value == NULL)) {
        accord_site_refuse(reading, spec, from.value == NULL ? "neither from nor value" : "both from and value",
                           "one of them");
        return false;
    }
    const struct accord_site *site = from.value != NULL ? &from : &value;
    const char *text = accord_site_text(reading, site);
    if (text == NULL) return false;
    return site == &from ? read_from(reading, site, text, column) : read_value(reading, site, text, column);
}

/* ---- what a cell may say ---- */

static void read_values(struct accord_reading *reading, const struct accord_site *spec,
                        struct accord_mapped_column *column)
{
    struct accord_site site = accord_site_member(spec, "values");
    if (site.value == NULL) return;
    size_t count = accord_json_size(site.value);
    bool object = accord_json_is_object(site.value);
    if (!object || count == 0 || count > ACCORD_MAPPED_VALUES_MAX) {
        accord_site_refuse(reading, &site, object && count > 0 ? "too many values" : NULL, "an object of 1 to %d texts",
                           ACCORD_MAPPED_VALUES_MAX);
        return;
    }
    struct accord_mapped_value *values = accord_arena_zero(reading->arena, count, sizeof *values);
    if (!accord_reading_has(reading, values)) return;
    for (const struct cJSON *value = accord_json_first(site.value); value != NULL;
         value = accord_json_following(value)) {
        struct accord_site member = accord_site_member(&site, accord_json_name(value));
        const char *meant = accord_json_is_null(value) ? NULL : accord_site_text(reading, &member);
        values[column->value_count++] = (struct accord_mapped_value){accord_json_name(value), meant};
    }
    column->values = values;
}

static void read_split(struct accord_reading *reading, const struct accord_site *spec,
                       const struct accord_schema *schema, struct accord_mapped_column *column)
{
    struct accord_site site = accord_site_member(spec, "split");
    column->split = accord_site_text(reading, &site);
    bool list = schema->columns[column->column].kind == ACCORD_CELL_LIST;
    if (column->split != NULL && column->split[0] == '\0')
        accord_site_refuse(reading, &site, NULL, "what parts the values of a cell");
    if (site.value == NULL && list && column->from)
        accord_site_refuse(reading, &site, NULL, "what parts the items of this list in a cell");
}

static void read_forms(struct accord_reading *reading, const struct accord_site *spec,
                       struct accord_mapped_column *column)
{
    struct accord_site site = accord_site_member(spec, "forms");
    column->forms = ACCORD_NAME_ANY;
    if (site.value == NULL) return;
    column->forms = 0;
    if (!accord_site_array(reading, &site, "an array of iso2, iso3, m49 and name")) return;
    size_t index = 0;
    for (const struct cJSON *value = accord_json_first(site.value); value != NULL; index++) {
        struct accord_site element = accord_site_element(&site, index, value);
        column->forms |= forms[one_of(reading, &element, form_names, COUNT(form_names), 0)];
        value = accord_json_following(value);
    }
    if (column->forms == 0) accord_site_refuse(reading, &site, "an empty array", "at least one form");
}

/* Whether the kind of the table's column fits what is read. */
static void check_kind(struct accord_reading *reading, const struct accord_site *spec,
                       const struct accord_schema *schema, const struct accord_mapped_column *column)
{
    enum accord_cell_kind kind = schema->columns[column->column].kind;
    struct accord_site as = accord_site_member(spec, "as");
    bool date = kind == ACCORD_CELL_DATE, text = kind == ACCORD_CELL_TEXT || kind == ACCORD_CELL_LIST;
    if (column->from && date && column->as != ACCORD_MAPPED_DATE)
        accord_site_refuse(reading, &as, NULL, "date, which column %s is", schema->columns[column->column].name);
    if (column->as == ACCORD_MAPPED_DATE && !date)
        accord_site_refuse(reading, &as, NULL, "no date, which column %s is not", schema->columns[column->column].name);
    if (column->as == ACCORD_MAPPED_ACTOR && !text)
        accord_site_refuse(reading, &as, NULL, "no actor, since column %s is no text",
                           schema->columns[column->column].name);
}

static void check_special(struct accord_reading *reading, const struct accord_site *spec,
                          const struct accord_mapped_column *column)
{
    static const char *const of_cells[] = {"as", "values", "missing", "split"};
    for (size_t i = 0; i < COUNT(special); i++) {
        struct accord_site site = accord_site_member(spec, special[i].member);
        if (site.value != NULL && column->as != special[i].as)
            accord_site_refuse(reading, &site, "a member without a meaning here", "it where \"as\" is %s",
                               as_names[special[i].as]);
    }
    for (size_t i = 0; i < COUNT(of_cells) && !column->from; i++) {
        struct accord_site site = accord_site_member(spec, of_cells[i]);
        if (site.value != NULL)
            accord_site_refuse(reading, &site, "a member without a meaning here", "it beside \"from\"");
    }
}

static bool find_target(struct accord_reading *reading, const struct accord_site *site,
                        const struct accord_schema *schema, struct accord_mapped_column *column)
{
    const char *names[ACCORD_COLUMNS_MAX];
    column->column = accord_schema_find(schema, site->name, strlen(site->name));
    if (column->column != ACCORD_NO_COLUMN) return true;
    for (size_t i = 0; i < schema->column_count; i++)
        names[i] = schema->columns[i].name;
    const char *near = accord_text_nearest(site->name, names, schema->column_count);
    accord_site_refuse(reading, site, "an unknown column", "%s%s", near != NULL ? near : "a column of table ",
                       near != NULL ? "" : schema->name);
    return false;
}

bool accord_mapping_read_column(struct accord_reading *reading, const struct accord_site *site,
                                const struct accord_schema *schema, struct accord_mapped_column *column)
{
    struct accord_site as = accord_site_member(site, "as"), fact = accord_site_member(site, "fact"),
                       format = accord_site_member(site, "format"), meetings = accord_site_member(site, "meetings"),
                       missing = accord_site_member(site, "missing");
    size_t format_count = 0;
    const char *const *format_names = accord_date_format_names(&format_count);
    *column = (struct accord_mapped_column){.column = ACCORD_NO_COLUMN};
    if (!find_target(reading, site, schema, column)) return false;
    if (!accord_site_object(reading, site, column_members, COUNT(column_members), true)) return false;
    if (!read_origin(reading, site, column)) return false;
    column->as = (enum accord_mapped_as)one_of(reading, &as, as_names, COUNT(as_names), ACCORD_MAPPED_TEXT);
    column->fact = (enum accord_actor_fact)one_of(reading, &fact, fact_names, COUNT(fact_names), ACCORD_FACT_ID);
    column->format = (enum accord_date_format)one_of(reading, &format, format_names, format_count, ACCORD_DATES_PLAIN);
    column->meetings = accord_site_text(reading, &meetings);
    column->missing = accord_site_texts(reading, &missing, false, &column->missing_count);
    read_values(reading, site, column);
    read_split(reading, site, schema, column);
    read_forms(reading, site, column);
    check_kind(reading, site, schema, column);
    check_special(reading, site, column);
    return true;
}
