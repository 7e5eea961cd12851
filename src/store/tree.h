/* Going through a table of a database file in the order of its rowids. Private to src/store.
 *
 * Whatever the file holds is looked at before it is used: somebody else may have written or damaged it. */
#ifndef ACCORD_STORE_TREE_H
#define ACCORD_STORE_TREE_H

#include "store/pages.h"

#include <stdbool.h>
#include <stddef.h>

/* As SQLite itself has it: more than a table of any size needs. */
enum { ACCORD_TREE_DEPTH_MAX = 20 };

/* A page on the way from the root to the row, and the cell of it that leads on. */
struct accord_tree_page {
    uint32_t number; /* 0: none was read */
    uint32_t cell;
    uint32_t cells;
    bool leaf;
    unsigned char *bytes;
};

/* Zeroed, with `pages` and `root`: one that stands nowhere. It keeps the pages where it stands, and no others. */
struct accord_tree {
    const struct accord_pages *pages;
    uint32_t root;
    int64_t row; /* the rowid where it stands */
    const unsigned char
        *record; /* what it holds, until the tree is moved; ACCORD_PAGE_SLACK bytes can be read behind */
    size_t length;
    bool stands;  /* in a leaf, with all pages of the path above it */
    size_t depth; /* of the leaf */
    struct accord_tree_page path[ACCORD_TREE_DEPTH_MAX];
    unsigned char *joined; /* a record that goes on in further pages */
    size_t capacity;
};

void accord_tree_clear(struct accord_tree *tree);

/* To the first row from the rowid `first` on: SQLITE_ROW, SQLITE_DONE where there is none, or another of SQLite's
 * codes: SQLITE_CORRUPT, SQLITE_NOMEM, or why the file cannot be read. */
int accord_tree_seek(struct accord_tree *tree, int64_t first);

/* From a row to the next one, which in a damaged file need not be greater. */
int accord_tree_next(struct accord_tree *tree);

#endif
