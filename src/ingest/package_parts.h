/* What a package is made of: private to the files that read descriptors and rows. */
#ifndef ACCORD_INGEST_PACKAGE_PARTS_H
#define ACCORD_INGEST_PACKAGE_PARTS_H

#include "ingest/csv.h"
#include "ingest/package.h"
#include "ingest/pattern.h"
#include "ingest/site.h"

enum { ACCORD_PATHS_MAX = 1000 /* of one resource */ };

/* How the columns of a file follow those of the declared schema (`fieldsMatch` of Data Package 2). */
enum accord_fields_match {
    ACCORD_FIELDS_EXACT,   /* the same columns in the same order */
    ACCORD_FIELDS_EQUAL,   /* the same columns */
    ACCORD_FIELDS_SUPERSET /* some of the columns */
};

struct accord_table {
    struct accord_schema schema;
    struct accord_column *columns; /* those of the schema, while they are being made */
    int *declared;                 /* columns in the order of the declared schema; of a built-in one all of them */
    size_t declared_count;
    enum accord_fields_match match;
    enum accord_layout layout;
    struct accord_csv_dialect dialect;
    const char *const *paths;
    size_t path_count;
    int first_file; /* the file number of the first path */
    const char *const *missing;
    size_t missing_count;
    struct accord_document *schema_document;       /* where the schema stands, when it is a file of its own */
    int foreign_declared[ACCORD_FOREIGN_KEYS_MAX]; /* index in foreignKeys, or -1: implied by the table */
};

/* Things in the arena that need a release of their own. */
struct accord_kept_document {
    struct accord_document document;
    struct accord_kept_document *next;
};

struct accord_kept_pattern {
    struct accord_pattern *pattern;
    struct accord_kept_pattern *next;
};

/* A document of one actor, or (owner NULL) that of rows that are not one actor's. */
struct accord_actor_document {
    const char *owner;
    bool broken; /* it is no JSON, which was said */
};

struct accord_package {
    struct accord_arena arena;
    const struct accord_memory_files *memory; /* where its files are; NULL: in the folder */
    char *directory;
    struct accord_document descriptor;
    struct accord_kept_document *documents;
    struct accord_kept_pattern *patterns;
    const char *name;
    const char *title; /* or NULL */
    bool illustrative;
    const char *const *missing; /* of the whole package, or NULL */
    size_t missing_count;
    struct accord_table *tables;
    size_t table_count;
    const char **files;
    size_t file_count;
    size_t file_capacity;
    bool by_actor; /* the rows are in documents, and no resource has paths */
    struct accord_actor_document *documents_of;
    size_t document_count;
    int first_document; /* the file number of the first */
};

/* A JSON file of the dataset named by a descriptor's value, kept as long as the package; NULL with a problem. */
struct accord_document *accord_package_document(struct accord_package *package, struct accord_reading *reading,
                                                const struct accord_site *path);

/* A member that is an object or the path of a JSON file that holds one. *site becomes the root of that file, and
 * *document the file (NULL when it is inline). False with a problem, or when there is none. */
bool accord_package_object(struct accord_package *package, struct accord_reading *reading, struct accord_site *site,
                           struct accord_document **document);

/* Numbers a file; false when memory is short. */
bool accord_package_add_file(struct accord_package *package, struct accord_reading *reading, const char *path);

/* Takes what "accord:layout" says, and finds the documents there are. */
void accord_documents_find(struct accord_package *package, struct accord_reading *reading,
                           const struct accord_site *layout);

/* One resource into *table. The problems it has are in reading->problems. */
void accord_resource_read(struct accord_package *package, struct accord_reading *reading,
                          const struct accord_site *resource, struct accord_table *table);

/* Type, names, constraints and keys of the table's schema. `schema` has no value where the table's own is built in. */
void accord_schema_read(struct accord_package *package, struct accord_reading *reading,
                        const struct accord_site *schema, struct accord_table *table);

/* The constraints of one field into *column, whose kind is known. */
void accord_constraints_read(struct accord_package *package, struct accord_reading *reading,
                             const struct accord_site *constraints, struct accord_column *column);

/* Keys and what the columns mean, once the columns are known. */
void accord_keys_read(struct accord_reading *reading, const struct accord_site *schema, struct accord_table *table);

/* The column that a value names, or ACCORD_NO_COLUMN with a problem. */
int accord_column_named(struct accord_reading *reading, const struct accord_site *site,
                        const struct accord_schema *schema);

/* Whether what the foreign keys of every table name is there, once all tables are known. */
void accord_references_check(struct accord_package *package, struct accord_reading *reading);

/* The resource's "accord:complete". */
void accord_complete_read(struct accord_reading *reading, const struct accord_site *complete,
                          struct accord_schema *schema);

#endif
