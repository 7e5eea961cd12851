/* Where schemes of regions put an actor: on one continent, or each on another. */
#ifndef ACCORD_IMPORT_REGION_SCHEMES_H
#define ACCORD_IMPORT_REGION_SCHEMES_H

#include "accord/status.h"
#include "base/cell.h"
#include "base/text.h"

enum { ACCORD_REGION_SCHEMES_MAX = 100 * 1000 /* actors' regions: past them none is looked at */ };

struct accord_region_schemes;

enum accord_status accord_region_schemes_new(struct accord_region_schemes **schemes,
                                             struct accord_error *err) ACCORD_MUST_CHECK;
void accord_region_schemes_free(struct accord_region_schemes *schemes);

/* A row of regions, whose name ends in a continent's ("Western Asia"; another one says nothing). Where a row of another
 * scheme has the actor on another continent, *differs, and both are appended to `why`: of each scheme once. Neither is
 * wrong: which one counts is for whoever selects by region to say. */
enum accord_status accord_region_schemes_add(struct accord_region_schemes *schemes, const struct accord_cell *cells,
                                             bool *differs, struct accord_text *why,
                                             struct accord_error *err) ACCORD_MUST_CHECK;

#endif
