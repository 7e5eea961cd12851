/* The bytes of one fuzz input as a file to read from its beginning. */
#ifndef ACCORD_FUZZ_INPUT_FILE_H
#define ACCORD_FUZZ_INPUT_FILE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static inline FILE *input_file(const uint8_t *bytes, size_t length)
{
    FILE *file = tmpfile();
    if (file == NULL || fwrite(bytes, 1, length, file) != length || fflush(file) != 0) abort();
    if (lseek(fileno(file), 0, SEEK_SET) != 0) abort();
    return file;
}

#endif
