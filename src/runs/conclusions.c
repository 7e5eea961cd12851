/* Conclusions as bytes: a mark, the ids, the block. */
#include "runs/conclusions.h"

#include "base/error.h"

#include <string.h>

/* No block begins so: this would be its number of texts, and there is no room for as many. */
enum { MARK = 0x7fffffff };

enum accord_status accord_conclusions_write(struct accord_block_writer *writer, struct accord_text *text,
                                            struct accord_error *err)
{
    struct accord_run_block block;
    enum accord_status status = accord_block_finish(writer, &block, err);
    if (status != ACCORD_OK) return status;
    accord_wire_add_number(text, MARK);
    accord_wire_add_bytes(text, block.ids.at, block.ids.length);
    accord_wire_add_bytes(text, block.verdicts.at, block.verdicts.length);
    return text->failed ? accord_error_memory(err) : ACCORD_OK;
}

bool accord_conclusions_find(struct accord_bytes bytes, struct accord_bytes *ids, struct accord_bytes *verdicts)
{
    struct accord_wire wire = accord_wire_of(bytes.at, bytes.length);
    if (accord_wire_take_number(&wire) != MARK) return false;
    ids->at = accord_wire_take_bytes(&wire, &ids->length);
    verdicts->at = accord_wire_take_bytes(&wire, &verdicts->length);
    return accord_wire_done(&wire);
}
