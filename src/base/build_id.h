/* Which build of the library this is: another build may say other things of the same facts. */
#ifndef ACCORD_BASE_BUILD_ID_H
#define ACCORD_BASE_BUILD_ID_H

#include <stddef.h>

enum { ACCORD_BUILD_ID_MAX = 64 };

/* The id that the linker gave to the program or library that this function is in. Returns its length; 0 where there is
 * none, or no way to learn it: then only the version tells builds apart. */
size_t accord_build_id(unsigned char id[ACCORD_BUILD_ID_MAX]);

#endif
