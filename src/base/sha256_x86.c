/* SHA-256 by the instructions that x86 processors have for it: six times as fast as without. */
#include "base/sha256_block.h"

/* The C library has asked the processor once and for all: asking it again costs more than a block, above all in a
 * virtual machine. Other libraries go without. */
#if defined(__x86_64__) && defined(__has_include)
#if __has_include(<sys/platform/x86.h>)
#define HAS_X86_FEATURES 1
#endif
#endif

#ifdef HAS_X86_FEATURES

#include <immintrin.h>
#include <sys/platform/x86.h>

#define FOR_SHA __attribute__((target("sha,sse4.1")))

/* The state as the instructions want it: the standard's words a to h, from the highest lane down. */
struct lanes {
    __m128i abef;
    __m128i cdgh;
};

/* Four rounds with four words of the schedule. */
FOR_SHA static inline void rounds(struct lanes *state, __m128i words, const uint32_t *constants)
{
    __m128i sum = _mm_add_epi32(words, _mm_loadu_si128((const __m128i *)constants));

    state->cdgh = _mm_sha256rnds2_epu32(state->cdgh, state->abef, sum);
    state->abef = _mm_sha256rnds2_epu32(state->abef, state->cdgh, _mm_shuffle_epi32(sum, 0x0E));
}

/* The four words that follow the sixteen in a, b, c and d. */
FOR_SHA static inline __m128i next_words(__m128i a, __m128i b, __m128i c, __m128i d)
{
    __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(a, b), _mm_alignr_epi8(d, c, 4));

    return _mm_sha256msg2_epu32(sum, d);
}

FOR_SHA static inline __m128i load_words(const unsigned char *bytes)
{
    const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);

    return _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(const void *)bytes), big_endian);
}

FOR_SHA static inline void take_block(struct lanes *state, const unsigned char *block)
{
    const uint32_t *constants = accord_sha256_constants;
    const struct lanes before = *state;
    __m128i a = load_words(block);
    __m128i b = load_words(block + 16);
    __m128i c = load_words(block + 32);
    __m128i d = load_words(block + 48);

    for (int i = 0;; i += 16) {
        rounds(state, a, constants + i);
        rounds(state, b, constants + i + 4);
        rounds(state, c, constants + i + 8);
        rounds(state, d, constants + i + 12);
        if (i == 48) break;
        a = next_words(a, b, c, d);
        b = next_words(b, c, d, a);
        c = next_words(c, d, a, b);
        d = next_words(d, a, b, c);
    }
    state->abef = _mm_add_epi32(state->abef, before.abef);
    state->cdgh = _mm_add_epi32(state->cdgh, before.cdgh);
}

FOR_SHA static void take_blocks(uint32_t state[8], const unsigned char *blocks, size_t count)
{
    __m128i badc = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(const void *)state), 0xB1);
    __m128i hgfe = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(const void *)(state + 4)), 0x1B);
    struct lanes lanes = {.abef = _mm_alignr_epi8(badc, hgfe, 8), .cdgh = _mm_blend_epi16(hgfe, badc, 0xF0)};

    for (size_t i = 0; i < count; i++)
        take_block(&lanes, blocks + i * ACCORD_SHA256_BLOCK);
    badc = _mm_shuffle_epi32(lanes.abef, 0x1B);
    hgfe = _mm_shuffle_epi32(lanes.cdgh, 0xB1);
    _mm_storeu_si128((__m128i *)(void *)state, _mm_blend_epi16(badc, hgfe, 0xF0));
    _mm_storeu_si128((__m128i *)(void *)(state + 4), _mm_alignr_epi8(hgfe, badc, 8));
}

accord_sha256_function accord_sha256_of_processor(void)
{
    return CPU_FEATURE_ACTIVE(SHA) && CPU_FEATURE_ACTIVE(SSE4_1) ? take_blocks : NULL;
}

#else

accord_sha256_function accord_sha256_of_processor(void)
{
    return NULL;
}

#endif
