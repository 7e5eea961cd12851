/* Memory that is held but not handed out is poisoned under the address sanitizer, so that a pointer kept too long is
 * found. */
#ifndef ACCORD_BASE_POISON_H
#define ACCORD_BASE_POISON_H

#if defined(__SANITIZE_ADDRESS__)
#define ACCORD_POISONING 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ACCORD_POISONING 1
#endif
#endif

#if defined(ACCORD_POISONING)
#include <sanitizer/asan_interface.h>
#define ACCORD_POISON(start, size) ASAN_POISON_MEMORY_REGION(start, size)
#define ACCORD_UNPOISON(start, size) ASAN_UNPOISON_MEMORY_REGION(start, size)
#else
#define ACCORD_POISON(start, size) ((void)(start), (void)(size))
#define ACCORD_UNPOISON(start, size) ((void)(start), (void)(size))
#endif

#endif
