/* Any bytes as what a worker says: the first byte chooses the kind. What is read can be written and read again, and is
 * then the same bytes. */
#include "input_file.h"

#include "engine/frame.h"
#include "engine/parts.h"

#include <string.h>

enum { FRAME_MAX = 16 * 1024 * 1024 };

static const char *const folders[] = {ACCORD_TESTS "/cli/rules"};
static struct accord_packs *packs;
static struct accord_dataset *dataset;
static struct accord_problems *problems;

static void open_once(void)
{
    const struct accord_limits limits = accord_limits_default();
    struct accord_problems *warnings = NULL;
    struct accord_error err;
    if (dataset) return;
    if (accord_problems_new(&problems, &err) != ACCORD_OK || accord_problems_new(&warnings, &err) != ACCORD_OK ||
        accord_packs_open(folders, 1, &limits, problems, &packs, &err) != ACCORD_OK ||
        accord_dataset_open(ACCORD_TESTS "/cli/small", NULL, problems, warnings, &dataset, &err) != ACCORD_OK)
        abort();
    accord_problems_free(warnings);
}

/* Whatever was left open is closed when the process ends. */
__attribute__((destructor)) static void close_all(void)
{
    accord_dataset_close(dataset);
    accord_packs_close(packs);
    accord_problems_free(problems);
}

static void take_verdict(enum accord_carry carry, struct accord_wire wire, struct accord_arena *arena,
                         struct accord_text *first, struct accord_text *second)
{
    struct accord_verdict verdict;
    accord_frame_take_verdict(&wire, packs, dataset, carry, arena, &verdict);
    if (wire.failed) return;
    accord_frame_add_verdict(first, &verdict);
    wire = accord_wire_of(first->bytes, first->length);
    accord_frame_take_verdict(&wire, packs, dataset, carry, arena, &verdict);
    if (!accord_wire_done(&wire)) abort();
    accord_frame_add_verdict(second, &verdict);
}

static void take_plain(struct accord_wire wire, struct accord_arena *arena, struct accord_text *first,
                       struct accord_text *second)
{
    struct accord_plain value;
    accord_frame_take_plain(&wire, arena, &value);
    if (wire.failed) return;
    accord_frame_add_plain(first, &value);
    wire = accord_wire_of(first->bytes, first->length);
    accord_frame_take_plain(&wire, arena, &value);
    if (!accord_wire_done(&wire)) abort();
    accord_frame_add_plain(second, &value);
}

static void take_packs(struct accord_wire wire)
{
    struct accord_packs *adopted = NULL;
    struct accord_rule_facts rule;
    struct accord_error err;
    if (accord_packs_read(folders, 1, problems, &adopted, &err) != ACCORD_OK) abort();
    if (accord_packs_adopt(adopted, wire.at, (size_t)(wire.end - wire.at), &err) == ACCORD_OK)
        for (size_t i = 0; i < accord_packs_rule_count(adopted); i++) {
            accord_packs_rule(adopted, i, &rule);
            if (strlen(rule.id) + strlen(rule.subject) == 0) abort();
        }
    accord_packs_close(adopted);
}

static void take_problems(struct accord_wire wire)
{
    struct accord_problems *list = NULL;
    struct accord_error err;
    if (accord_problems_new(&list, &err) != ACCORD_OK) abort();
    (void)!accord_frame_take_problems(&wire, 0, list, &err);
    accord_problems_free(list);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct accord_arena arena;
    struct accord_text first, second;
    if (length == 0) return 0;
    open_once();
    accord_arena_init(&arena);
    accord_text_init(&first, FRAME_MAX);
    accord_text_init(&second, FRAME_MAX);
    const struct accord_wire wire = accord_wire_of((const char *)bytes + 1, length - 1);
    if (bytes[0] % 4 == 0) take_verdict((enum accord_carry)(bytes[0] / 4 % 3), wire, &arena, &first, &second);
    if (bytes[0] % 4 == 1) take_plain(wire, &arena, &first, &second);
    if (bytes[0] % 4 == 2) take_packs(wire);
    if (bytes[0] % 4 == 3) take_problems(wire);
    if (first.length != second.length || (first.length > 0 && memcmp(first.bytes, second.bytes, first.length) != 0))
        abort();
    accord_arena_clear(&arena);
    accord_text_clear(&first);
    accord_text_clear(&second);
    return 0;
}
