/* Rows as bytes, and keys whose bytes are in the order of what they stand for. */
#include "import/gather_parts.h"

#include <assert.h>

enum { NUMBER_BYTES = 8, BYTE_BITS = 8, BYTE_MASK = 0xff };

void accord_gathered_add_cells(struct accord_text *bytes, const struct accord_cell *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct accord_cell *cell = &cells[i];
        accord_text_add_char(bytes, (char)cell->kind);
        switch ((enum accord_cell_kind)cell->kind) {
        case ACCORD_CELL_MISSING:
            break;
        case ACCORD_CELL_TEXT:
        case ACCORD_CELL_LIST:
            accord_wire_add_bytes(bytes, cell->as.text, cell->length);
            break;
        case ACCORD_CELL_DECIMAL:
            accord_wire_add_number(bytes, cell->scale);
            accord_wire_add_signed(bytes, cell->as.integer);
            break;
        case ACCORD_CELL_INTEGER:
        case ACCORD_CELL_BOOLEAN:
            accord_wire_add_signed(bytes, cell->as.integer);
            break;
        case ACCORD_CELL_DATE:
            accord_wire_add_signed(bytes, cell->as.date.first);
            accord_wire_add_number(bytes, (uint64_t)((int64_t)cell->as.date.last - cell->as.date.first));
            break;
        }
    }
}

static void take_cell(struct accord_wire *wire, struct accord_cell *cell)
{
    size_t length = 0;
    *cell = (struct accord_cell){.kind = (uint8_t)accord_wire_take_below(wire, ACCORD_CELL_LIST + 1)};
    switch ((enum accord_cell_kind)cell->kind) {
    case ACCORD_CELL_MISSING:
        return;
    case ACCORD_CELL_TEXT:
    case ACCORD_CELL_LIST:
        cell->as.text = accord_wire_take_bytes(wire, &length);
        cell->length = (uint32_t)length;
        return;
    case ACCORD_CELL_DECIMAL:
        cell->scale = (uint8_t)accord_wire_take_number(wire);
        cell->as.integer = accord_wire_take_signed(wire);
        return;
    case ACCORD_CELL_INTEGER:
    case ACCORD_CELL_BOOLEAN:
        cell->as.integer = accord_wire_take_signed(wire);
        return;
    case ACCORD_CELL_DATE:
        cell->as.date.first = (int32_t)accord_wire_take_signed(wire);
        cell->as.date.last = (int32_t)(cell->as.date.first + (int64_t)accord_wire_take_number(wire));
        return;
    }
}

void accord_gathered_take_cells(struct accord_wire *wire, struct accord_cell *cells, size_t count)
{
    for (size_t i = 0; i < count; i++)
        take_cell(wire, &cells[i]);
}

void accord_gathered_add_ordered(struct accord_text *key, uint64_t number)
{
    for (int byte = NUMBER_BYTES - 1; byte >= 0; byte--)
        accord_text_add_char(key, (char)(unsigned char)(number >> byte * BYTE_BITS & BYTE_MASK));
}

uint64_t accord_gathered_ordered(const char *key)
{
    uint64_t number = 0;
    for (size_t i = 0; i < NUMBER_BYTES; i++)
        number = number << BYTE_BITS | (unsigned char)key[i];
    return number;
}

/* Negative ones first. */
static void add_signed(struct accord_text *key, int64_t number)
{
    accord_gathered_add_ordered(key, (uint64_t)number ^ UINT64_C(1) << 63);
}

void accord_gathered_add_cell_key(struct accord_text *key, const struct accord_cell *cell)
{
    accord_text_add_char(key, (char)cell->kind);
    switch ((enum accord_cell_kind)cell->kind) {
    case ACCORD_CELL_MISSING:
        return;
    case ACCORD_CELL_TEXT:
    case ACCORD_CELL_LIST:
        accord_text_add(key, cell->as.text, cell->length);
        accord_text_add_char(key, '\0'); /* which no text holds: the shorter one is first */
        return;
    case ACCORD_CELL_INTEGER:
    case ACCORD_CELL_BOOLEAN:
        add_signed(key, cell->as.integer);
        return;
    case ACCORD_CELL_DATE:
        add_signed(key, cell->as.date.first);
        add_signed(key, cell->as.date.last);
        return;
    case ACCORD_CELL_DECIMAL:
        assert(cell->kind != ACCORD_CELL_DECIMAL);
    }
}
