/* Going through a table of a database file in the order of its rowids. */
#include "store/tree.h"

#include "base/memory.h"

#include <string.h>

/* A page of a table begins with its kind, the number of its cells, and what its last row or rows are below. */
enum { INTERIOR = 0x05, LEAF = 0x0d, AT_CELLS = 3, AT_LAST_CHILD = 8, INTERIOR_HEADER = 12, LEAF_HEADER = 8 };
enum { POINTER = 2, CHILD = 4, NEXT_PAGE = 4 };

void accord_tree_clear(struct accord_tree *tree)
{
    for (size_t i = 0; i < ACCORD_TREE_DEPTH_MAX; i++)
        accord_free(tree->path[i].bytes);
    accord_free(tree->joined);
    *tree = (struct accord_tree){.pages = tree->pages, .root = tree->root};
}

/* ---- pages ---- */

/* Only the page where a table begins may hold nothing. */
static bool take_header(const struct accord_tree *tree, struct accord_tree_page *page)
{
    const unsigned char *bytes = page->bytes;
    uint32_t header = bytes[0] == LEAF ? LEAF_HEADER : INTERIOR_HEADER;

    if (bytes[0] != LEAF && bytes[0] != INTERIOR) return false;
    page->leaf = bytes[0] == LEAF;
    page->cells = accord_page_number_2(bytes + AT_CELLS);
    if (page->cells == 0 && !(page->leaf && page->number == tree->root)) return false;
    return header + POINTER * page->cells <= tree->pages->usable;
}

static int load(struct accord_tree *tree, size_t depth, uint32_t number)
{
    struct accord_tree_page *page = &tree->path[depth];
    int code;

    if (number < 2) return SQLITE_CORRUPT; /* the first page is the schema's */
    if (page->number == number) return SQLITE_OK;
    if (page->bytes == NULL) page->bytes = accord_alloc(tree->pages->size + ACCORD_PAGE_SLACK);
    if (page->bytes == NULL) return SQLITE_NOMEM;
    page->number = 0;
    code = accord_pages_read(tree->pages, number, page->bytes);
    if (code != SQLITE_OK) return code;
    page->number = number;
    if (take_header(tree, page)) return SQLITE_OK;
    page->number = 0;
    return SQLITE_CORRUPT;
}

/* NULL where the cell is not within the page. */
static const unsigned char *cell_of(const struct accord_tree *tree, const struct accord_tree_page *page, uint32_t cell)
{
    uint32_t header = page->leaf ? LEAF_HEADER : INTERIOR_HEADER;
    uint32_t at = accord_page_number_2(page->bytes + header + POINTER * cell);

    if (at < header + POINTER * page->cells || at + CHILD > tree->pages->usable) return NULL;
    return page->bytes + at;
}

/* The rowid of a row, or the greatest one below a child. */
static bool key_of(const struct accord_tree *tree, const struct accord_tree_page *page, uint32_t cell, int64_t *row)
{
    const unsigned char *at = cell_of(tree, page, cell);
    uint64_t number;

    if (at == NULL) return false;
    at = page->leaf ? accord_page_number(at, &number) : at + CHILD;
    at = accord_page_number(at, &number);
    *row = (int64_t)number;
    return at <= page->bytes + tree->pages->usable;
}

/* The first cell of the page that leads to a rowid from `first` on, or their number. */
static bool find_cell(const struct accord_tree *tree, struct accord_tree_page *page, int64_t first)
{
    uint32_t low = 0, high = page->cells;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int64_t row;

        if (!key_of(tree, page, middle, &row)) return false;
        if (row < first)
            low = middle + 1;
        else
            high = middle;
    }
    page->cell = low;
    return true;
}

/* To the page below the one at `depth`. */
static int descend(struct accord_tree *tree, size_t depth)
{
    const struct accord_tree_page *page = &tree->path[depth];
    const unsigned char *at = page->bytes + AT_LAST_CHILD;

    if (page->cell < page->cells) at = cell_of(tree, page, page->cell);
    if (at == NULL || depth + 1 == ACCORD_TREE_DEPTH_MAX) return SQLITE_CORRUPT;
    return load(tree, depth + 1, accord_page_number_4(at));
}

/* ---- rows ---- */

/* How much of a record stands in its cell, where it does not fit into a page. */
static size_t count_local(const struct accord_tree *tree, size_t length)
{
    size_t usable = tree->pages->usable;
    size_t least = (usable - 12) * 32 / 255 - 23;
    size_t local = least + (length - least) % (usable - NEXT_PAGE);

    return local <= usable - 35 ? local : least;
}

/* Follows a record through the pages of which each names the next. */
static int join(struct accord_tree *tree, size_t have, uint32_t next)
{
    size_t room = tree->pages->usable - NEXT_PAGE;
    unsigned char *page = accord_alloc(tree->pages->size + ACCORD_PAGE_SLACK);
    int code = page == NULL ? SQLITE_NOMEM : SQLITE_OK;

    while (code == SQLITE_OK && have < tree->length) {
        size_t length = tree->length - have < room ? tree->length - have : room;

        code = accord_pages_read(tree->pages, next, page);
        if (code != SQLITE_OK) break;
        memcpy(tree->joined + have, page + NEXT_PAGE, length);
        next = accord_page_number_4(page);
        have += length;
    }
    accord_free(page);
    return code;
}

static int take_long(struct accord_tree *tree, const unsigned char *at, const unsigned char *end)
{
    size_t local = count_local(tree, tree->length);

    /* No more than the whole file: what it says need not be so. */
    if (tree->length / tree->pages->usable > tree->pages->count) return SQLITE_CORRUPT;
    if (local + NEXT_PAGE > (size_t)(end - at)) return SQLITE_CORRUPT;
    if (tree->capacity < tree->length + ACCORD_PAGE_SLACK) {
        unsigned char *joined = accord_realloc(tree->joined, tree->length + ACCORD_PAGE_SLACK, 1);

        if (joined == NULL) return SQLITE_NOMEM;
        tree->joined = joined;
        tree->capacity = tree->length + ACCORD_PAGE_SLACK;
    }
    memcpy(tree->joined, at, local);
    memset(tree->joined + tree->length, 0, ACCORD_PAGE_SLACK);
    tree->record = tree->joined;
    return join(tree, local, accord_page_number_4(at + local));
}

/* The row of the cell where the leaf stands. */
static int take_row(struct accord_tree *tree)
{
    const struct accord_tree_page *leaf = &tree->path[tree->depth];
    const unsigned char *end = leaf->bytes + tree->pages->usable;
    const unsigned char *at = cell_of(tree, leaf, leaf->cell);
    uint64_t length, row;
    int code = SQLITE_OK;

    if (at == NULL) return SQLITE_CORRUPT;
    at = accord_page_number(at, &length);
    at = accord_page_number(at, &row);
    if (at > end || length > INT32_MAX) return SQLITE_CORRUPT;
    tree->row = (int64_t)row;
    tree->length = (size_t)length;
    tree->record = at;
    if (length > tree->pages->usable - 35)
        code = take_long(tree, at, end);
    else if (length > (size_t)(end - at))
        code = SQLITE_CORRUPT;
    return code == SQLITE_OK ? SQLITE_ROW : code;
}

/* From the end of a leaf to the beginning of the next one. */
static int next_leaf(struct accord_tree *tree)
{
    size_t depth = tree->depth;
    int code = SQLITE_OK;

    do
        if (depth-- == 0) return SQLITE_DONE;
    while (tree->path[depth].cell == tree->path[depth].cells);
    tree->path[depth].cell++;
    tree->stands = false;
    for (; code == SQLITE_OK && !tree->path[depth].leaf; depth++) {
        code = descend(tree, depth);
        if (code == SQLITE_OK) tree->path[depth + 1].cell = 0;
    }
    tree->depth = depth;
    tree->stands = code == SQLITE_OK;
    return code == SQLITE_OK ? take_row(tree) : code;
}

/* The row is looked for in the leaf where the tree stands, as most that are near each other can be. */
static bool is_in_leaf(const struct accord_tree *tree, int64_t first)
{
    const struct accord_tree_page *leaf = &tree->path[tree->depth];
    int64_t from, to;

    if (!tree->stands || leaf->cells == 0) return false;
    return key_of(tree, leaf, 0, &from) && key_of(tree, leaf, leaf->cells - 1, &to) && from <= first && first <= to;
}

/* From the root down to a leaf. */
static int find_leaf(struct accord_tree *tree, int64_t first)
{
    size_t depth = 0;
    int code = load(tree, 0, tree->root);

    tree->stands = false;
    for (; code == SQLITE_OK && !tree->path[depth].leaf; depth++) {
        if (!find_cell(tree, &tree->path[depth], first)) return SQLITE_CORRUPT;
        code = descend(tree, depth);
    }
    tree->depth = depth;
    tree->stands = code == SQLITE_OK;
    return code;
}

int accord_tree_seek(struct accord_tree *tree, int64_t first)
{
    int code = is_in_leaf(tree, first) ? SQLITE_OK : find_leaf(tree, first);
    struct accord_tree_page *leaf = &tree->path[tree->depth];

    if (code != SQLITE_OK) return code;
    if (!find_cell(tree, leaf, first)) return SQLITE_CORRUPT;
    return leaf->cell < leaf->cells ? take_row(tree) : next_leaf(tree);
}

int accord_tree_next(struct accord_tree *tree)
{
    struct accord_tree_page *leaf = &tree->path[tree->depth];

    return ++leaf->cell < leaf->cells ? take_row(tree) : next_leaf(tree);
}
