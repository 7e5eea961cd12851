/* Wrong rows that are found in no order and told in order of arrival. */
#include "store/faults.h"

#include "store/order.h"

#include <stdbool.h>

static bool is_before(const struct accord_fault *a, const struct accord_fault *b)
{
    uint32_t left = accord_row_arrival(a->row);
    uint32_t right = accord_row_arrival(b->row);

    if (left != right) return left < right;
    return a->which != b->which ? a->which < b->which : a->item < b->item;
}

void accord_fault_note(struct accord_fault_list *list, struct accord_fault fault)
{
    size_t at = list->count;

    if (at == ACCORD_PROBLEMS_KEPT) {
        list->more++;
        if (!is_before(&fault, &list->first[at - 1])) return;
        at--;
    } else {
        list->count++;
    }
    for (; at > 0 && is_before(&fault, &list->first[at - 1]); at--)
        list->first[at] = list->first[at - 1];
    list->first[at] = fault;
}

enum accord_status accord_fault_tell(const struct accord_fault_list *list, accord_fault_function tell,
                                     struct accord_store *store, struct accord_store_table *table,
                                     struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;

    for (size_t i = 0; status == ACCORD_OK && i < list->count; i++)
        status = tell(store, table, &list->first[i], err);
    /* The list of problems is full by now: these are counted only. */
    for (size_t i = 0; status == ACCORD_OK && i < list->more; i++)
        status = tell(store, table, &list->first[list->count - 1], err);
    return status;
}
