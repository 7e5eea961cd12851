/* CREATE TABLE for somebody else's database. */
#include "store/table_sql.h"

enum { YEAR_FIRST = 1, YEAR_LAST = 9998 };

static void add_names(struct accord_text *text, const struct accord_schema *schema, const int *columns, size_t count)
{
    for (size_t i = 0; i < count; i++)
        accord_text_addf(text, "%s\"%s\"", i == 0 ? "(" : ", ", schema->columns[columns[i]].name);
    accord_text_add_char(text, ')');
}

/* Words of core tables hold no quotes: no escape is needed. */
static void add_words(struct accord_text *text, const struct accord_column *column)
{
    accord_text_addf(text, " CHECK (\"%s\" IN (", column->name);
    for (size_t i = 0; i < column->allowed_count; i++)
        accord_text_addf(text, "%s'%s'", i == 0 ? "" : ", ", column->allowed[i]);
    accord_text_add_str(text, "))");
}

static void add_column(struct accord_text *text, const struct accord_column *column)
{
    static const char *const types[] = {
        [ACCORD_CELL_TEXT] = "TEXT",       [ACCORD_CELL_INTEGER] = "INTEGER", [ACCORD_CELL_DECIMAL] = "NUMERIC",
        [ACCORD_CELL_BOOLEAN] = "BOOLEAN", [ACCORD_CELL_DATE] = "TEXT",       [ACCORD_CELL_LIST] = "TEXT",
    };
    accord_text_addf(text, "    \"%s\" %s%s", column->name, types[column->kind], column->required ? " NOT NULL" : "");
    if (column->allowed) add_words(text, column);
    if (column->length_minimum > 0)
        accord_text_addf(text, " CHECK (length(\"%s\") >= %u)", column->name, column->length_minimum);
    if (column->length_maximum > 0)
        accord_text_addf(text, " CHECK (length(\"%s\") <= %u)", column->name, column->length_maximum);
    if (column->year) accord_text_addf(text, " CHECK (\"%s\" BETWEEN %d AND %d)", column->name, YEAR_FIRST, YEAR_LAST);
}

static void add_reference(struct accord_text *text, const struct accord_schema *schema,
                          const struct accord_foreign_key *key)
{
    accord_text_add_str(text, ",\n    FOREIGN KEY ");
    add_names(text, schema, key->columns, key->count);
    accord_text_addf(text, " REFERENCES \"%s\" ", key->table);
    for (size_t i = 0; i < key->count; i++)
        accord_text_addf(text, "%s\"%s\"", i == 0 ? "(" : ", ", key->targets[i]);
    accord_text_add_char(text, ')');
}

void accord_table_sql_write(const struct accord_schema *schema, struct accord_text *text)
{
    accord_text_addf(text, "CREATE TABLE \"%s\" (\n", schema->name);
    for (size_t i = 0; i < schema->column_count; i++) {
        if (i > 0) accord_text_add_str(text, ",\n");
        add_column(text, &schema->columns[i]);
    }
    if (schema->key_count > 0) {
        accord_text_addf(text, ",\n    %s ", schema->key_blanks ? "UNIQUE" : "PRIMARY KEY");
        add_names(text, schema, schema->key, schema->key_count);
    }
    for (size_t i = 0; i < schema->foreign_count; i++)
        if (accord_foreign_key_is_plain(schema, &schema->foreign[i])) add_reference(text, schema, &schema->foreign[i]);
    accord_text_add_str(text, "\n);\n");
}
