/* Runs a fuzz target over the files it is given, without libFuzzer. */
#include "input_file.h"

#include <sys/stat.h>

static int replay(const char *path)
{
    struct stat facts;
    FILE *file = fopen(path, "rb");
    if (file == NULL || fstat(fileno(file), &facts) != 0) {
        fprintf(stderr, "%s: cannot be read\n", path);
        return 1;
    }
    size_t length = (size_t)facts.st_size;
    uint8_t *bytes = malloc(length > 0 ? length : 1);
    int failed = bytes == NULL || fread(bytes, 1, length, file) != length;
    if (!failed) failed = LLVMFuzzerTestOneInput(bytes, length);
    free(bytes);
    fclose(file);
    return failed;
}

int main(int argc, char **argv)
{
    int failed = argc < 2;
    for (int i = 1; i < argc; i++)
        failed |= replay(argv[i]);
    return failed;
}
