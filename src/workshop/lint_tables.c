/* Tables, columns and filters: what rules ask the actor, the world, rows and one row. */
#include "workshop/lint_parts.h"

#include <string.h>

/* What a question to the actor or the world takes. */
static const struct question {
    const char *name;
    size_t table;  /* the argument that names the table, from 1; 0: none */
    size_t filter; /* the argument that is a filter */
    bool of_all;   /* it may ask for the rows of all actors */
} questions[] =
    {
        {"rows", 1, 2, false},  {"history", 1, 2, false}, {"possibly", 1, 2, false},   {"shows", 1, 2, false},
        {"lacks", 1, 2, false}, {"count", 1, 2, true},    {"no_occasion", 2, 3, true},
},
  absences[] = {
      {"absent", 2, 3, true},
      {"shown_absent", 2, 3, true},
      {"no_occasion", 2, 3, true},
};

static struct accord_lua_node *argument(const struct accord_lua_node *call, size_t number)
{
    struct accord_lua_node *node = call->right;
    while (node != NULL && number > 1)
        node = node->next, number--;
    return number == 0 ? NULL : node;
}

/* ---- tables ---- */

static void note_unknown(struct accord_lint *lint, const char *name)
{
    enum { UNKNOWN_MAX = 256 };
    for (size_t i = 0; i < lint->unknown_table_count; i++)
        if (strcmp(lint->unknown_tables[i], name) == 0) return;
    if (lint->unknown_tables == NULL)
        lint->unknown_tables = accord_lint_zero(lint, UNKNOWN_MAX, sizeof *lint->unknown_tables);
    if (lint->unknown_tables != NULL && lint->unknown_table_count < UNKNOWN_MAX)
        lint->unknown_tables[lint->unknown_table_count++] = name;
}

/* A table that no schema describes: a slip where one is near; else a dataset may have it. */
static void complain_of_table(struct accord_lint_walk *walk, const struct accord_lua_place *place, const char *name)
{
    const char *names[ACCORD_TABLES_MAX];
    size_t count = 0;
    for (; count < walk->lint->schema_count && count < ACCORD_TABLES_MAX; count++)
        names[count] = walk->lint->schemas[count]->name;
    const char *near = accord_lint_near(walk->lint, name, names, count);
    if (near[0] != '\0' || walk->lint->options->dataset != NULL)
        accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_TABLE, place, "there is no table '%s'%s", name, near);
    else if (walk->file->wanted)
        note_unknown(walk->lint, name);
}

static void look_at_side(struct accord_lint_walk *walk, const struct accord_lua_place *place,
                         const struct accord_schema *schema, bool of_actor)
{
    bool global = schema->actor == ACCORD_NO_COLUMN;
    if (of_actor && global)
        accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_TABLE, place,
                             "the rows of %s are nobody's own: ask world:%s(...)", schema->name, schema->name);
    if (!of_actor && !global && schema->global_value == NULL)
        accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_TABLE, place,
                             "the rows of %s are an actor's own: ask the actor, or world:count(\"%s\", ...)",
                             schema->name, schema->name);
}

/* ---- columns ---- */

static const struct accord_column *column_of(struct accord_lint_walk *walk, const struct accord_lua_place *place,
                                             const struct accord_schema *schema, const char *name)
{
    int column = accord_schema_find(schema, name, strlen(name));
    if (column != ACCORD_NO_COLUMN) return &schema->columns[column];
    accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_COLUMN, place, "the table %s has no column '%s'%s",
                         schema->name, name, accord_lint_near_column(walk->lint, name, schema));
    return NULL;
}

static void complain_of_personal(struct accord_lint_walk *walk, const struct accord_lua_place *place, const char *name)
{
    accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_COLUMN, place,
                         "'%s' is personal: a rule may only ask row:has \"%s\"", name, name);
}

static void look_at_cell(struct accord_lint_walk *walk, const struct accord_lua_place *place,
                         const struct accord_schema *schema, const char *name)
{
    const struct accord_column *column = column_of(walk, place, schema, name);
    if (column != NULL && column->personal) complain_of_personal(walk, place, name);
}

/* ---- filters ---- */

static bool is_window(struct accord_lua_node *node)
{
    node = accord_lua_bare(node);
    return node != NULL && node->kind == ACCORD_LUA_CALL_NODE && node->left->symbol == NULL &&
           accord_lua_is_text(node->left, ACCORD_LUA_NAME_NODE, "during");
}

static void look_at_term(struct accord_lint_walk *walk, const struct accord_schema *schema,
                         const struct accord_lua_node *field)
{
    const char *name = accord_lua_key(field);
    if (field->left == NULL)
        accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_COLUMN, &field->place,
                             "a filter has names: { column = value }, found a value alone");
    if (name == NULL) return;
    if (strcmp(name, "active") == 0 && accord_schema_find(schema, "active", 6) == ACCORD_NO_COLUMN) {
        if (schema->valid_from == ACCORD_NO_COLUMN && schema->occurs[0] == ACCORD_NO_COLUMN)
            accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_COLUMN, &field->left->place,
                                 "the table %s has no dates of validity or occurrence for 'active'", schema->name);
        return;
    }
    const struct accord_column *column = column_of(walk, &field->left->place, schema, name);
    if (column == NULL) return;
    if (column->personal) complain_of_personal(walk, &field->left->place, name);
    if (is_window(field->right) && column->kind != ACCORD_CELL_DATE)
        accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_COLUMN, &field->left->place,
                             "during() asks for a date, and '%s' of the table %s is none", name, schema->name);
}

/* The constructor, or the one that a local was given. What is added to it later is not known. */
static void look_at_filter(struct accord_lint_walk *walk, const struct accord_schema *schema,
                           struct accord_lua_node *filter)
{
    if (filter == NULL) return;
    struct accord_lint_type type = accord_lint_type_of(walk->lint, walk->file, filter);
    if (type.kind == ACCORD_LINT_TEXTS || type.kind == ACCORD_LINT_TEXT || type.kind == ACCORD_LINT_ROW ||
        type.kind == ACCORD_LINT_ROWS)
        accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_COLUMN, &filter->place,
                             "a filter is a table, { column = value }");
    if (type.kind != ACCORD_LINT_PLAIN || type.node == NULL || type.node == walk->file->table) return;
    for (const struct accord_lua_node *field = type.node->right; field != NULL; field = field->next)
        look_at_term(walk, schema, field);
}

/* ---- questions ---- */

static void ask(struct accord_lint_walk *walk, const struct accord_lua_node *call, const struct question *question,
                bool of_actor)
{
    const struct accord_lua_node *name = argument(call, question->table);
    if (name == NULL || name->kind != ACCORD_LUA_STRING_NODE) return;
    const struct accord_schema *schema = accord_lint_schema(walk->lint, name->text);
    if (schema == NULL) {
        complain_of_table(walk, &name->place, name->text);
        return;
    }
    if (!question->of_all) look_at_side(walk, &name->place, schema, of_actor);
    look_at_filter(walk, schema, argument(call, question->filter));
}

static void look_at_question(struct accord_lint_walk *walk, struct accord_lua_node *call, bool of_actor)
{
    enum accord_owner owner = of_actor ? ACCORD_OWNER_ACTOR : ACCORD_OWNER_WORLD;
    for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++) {
        if (strcmp(questions[i].name, call->text) != 0 || !accord_lint_owns(owner, call->text)) continue;
        ask(walk, call, &questions[i], of_actor);
        return;
    }
    if (accord_lint_owns(owner, call->text)) {
        bool reads = strcmp(call->text, "has") == 0 || strcmp(call->text, "get") == 0;
        const struct accord_schema *actors = accord_lint_schema(walk->lint, "actors");
        if (reads && actors != NULL && call->right != NULL && call->right->kind == ACCORD_LUA_STRING_NODE)
            (void)column_of(walk, &call->right->place, actors, call->right->text);
        return;
    }
    const struct accord_schema *schema = accord_lint_schema(walk->lint, call->text);
    if (schema == NULL) {
        const char *near = accord_lint_near_owned(walk->lint, call->text, owner);
        if (near[0] != '\0')
            accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_TABLE, &call->place,
                                 "there is no table or method '%s'%s", call->text, near);
        else
            complain_of_table(walk, &call->place, call->text);
        return;
    }
    look_at_side(walk, &call->place, schema, of_actor);
    look_at_filter(walk, schema, call->right);
}

static void look_at_absence(struct accord_lint_walk *walk, const struct accord_lua_node *call)
{
    if (call->left->kind != ACCORD_LUA_NAME_NODE || call->left->symbol != NULL) return;
    for (size_t i = 0; i < sizeof absences / sizeof absences[0]; i++)
        if (strcmp(absences[i].name, call->left->text) == 0) ask(walk, call, &absences[i], true);
}

static void look_at_rows(struct accord_lint_walk *walk, const struct accord_lua_node *call,
                         const struct accord_schema *schema)
{
    const struct accord_lua_node *first = call->right;
    if (!accord_lint_owns(ACCORD_OWNER_ROWS, call->text)) {
        accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_METHOD, &call->place, "rows have no method '%s'%s",
                             call->text, accord_lint_near_owned(walk->lint, call->text, ACCORD_OWNER_ROWS));
        return;
    }
    if (schema == NULL || first == NULL || first->kind != ACCORD_LUA_STRING_NODE) return;
    const struct accord_column *column = column_of(walk, &first->place, schema, first->text);
    if (column == NULL) return;
    bool dated = column->kind == ACCORD_CELL_DATE, distinct = strcmp(call->text, "distinct") == 0;
    if (column->personal)
        complain_of_personal(walk, &first->place, first->text);
    else if (!distinct && !dated)
        accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_COLUMN, &first->place,
                             "%s() asks for a date, and '%s' is none", call->text, first->text);
    else if (distinct && dated)
        accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_COLUMN, &first->place,
                             "distinct() is not for dates, and '%s' is one", first->text);
}

static void look_at_row(struct accord_lint_walk *walk, const struct accord_lua_node *call,
                        const struct accord_schema *schema)
{
    const struct accord_lua_node *first = call->right;
    bool named = first != NULL && first->kind == ACCORD_LUA_STRING_NODE;
    if (!accord_lint_owns(ACCORD_OWNER_ROW, call->text)) {
        accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_METHOD, &call->place, "a row has no method '%s'%s",
                             call->text, accord_lint_near_owned(walk->lint, call->text, ACCORD_OWNER_ROW));
    } else if (strcmp(call->text, "has") == 0 && named && schema != NULL) {
        (void)column_of(walk, &first->place, schema, first->text);
    } else if (strcmp(call->text, "get") == 0) {
        if (named && schema != NULL) look_at_cell(walk, &first->place, schema, first->text);
        if (first != NULL && first->next == NULL && first->kind != ACCORD_LUA_CALL_NODE)
            accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_COLUMN, &call->place,
                                 "get needs what to take where the cell is blank: row:get(\"column\", value)");
    }
}

/* row.column, actor.column */
static void look_at_index(struct accord_lint_walk *walk, const struct accord_lua_node *index)
{
    const char *name = accord_lua_key(index);
    struct accord_lint_type object = accord_lint_type_of(walk->lint, walk->file, index->left);
    if (name == NULL) return;
    if (object.kind == ACCORD_LINT_ROW && object.schema != NULL && !accord_lint_owns(ACCORD_OWNER_ROW, name))
        look_at_cell(walk, &index->place, object.schema, name);
    if (object.kind == ACCORD_LINT_ROWS && !accord_lint_owns(ACCORD_OWNER_ROWS, name))
        accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_COLUMN, &index->place,
                             "rows have no '%s': it is asked of one of them, as in rows[1].%s", name, name);
    const struct accord_schema *actors = accord_lint_schema(walk->lint, "actors");
    bool asks_table = accord_lint_owns(ACCORD_OWNER_ACTOR, name) || accord_lint_schema(walk->lint, name) != NULL;
    if (object.kind == ACCORD_LINT_ACTOR && actors != NULL && !asks_table)
        look_at_cell(walk, &index->place, actors, name);
}

static void look(struct accord_lint_walk *walk, struct accord_lua_node *node)
{
    if (node->kind == ACCORD_LUA_INDEX_NODE) look_at_index(walk, node);
    if (node->kind == ACCORD_LUA_CALL_NODE) look_at_absence(walk, node);
    if (node->kind != ACCORD_LUA_METHOD_NODE) return;
    struct accord_lint_type object = accord_lint_type_of(walk->lint, walk->file, node->left);
    if (object.kind == ACCORD_LINT_ACTOR || object.kind == ACCORD_LINT_WORLD)
        look_at_question(walk, node, object.kind == ACCORD_LINT_ACTOR);
    else if (object.kind == ACCORD_LINT_ROWS)
        look_at_rows(walk, node, object.schema);
    else if (object.kind == ACCORD_LINT_ROW)
        look_at_row(walk, node, object.schema);
}

void accord_lint_look_at_tables(struct accord_lint *lint, struct accord_lint_file *file)
{
    accord_lint_walk_file(lint, file, NULL, look);
}
