/* Many files on the disk at once: Linux does it for one file system, others for all of them. */
#define _GNU_SOURCE /* syncfs */
#include "export/synchronize.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int accord_export_synchronize(const char *folder)
{
#ifdef __linux__
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return errno;
    int reason = syncfs(descriptor) == 0 ? 0 : errno;
    (void)close(descriptor);
    return reason;
#else
    (void)folder;
    sync();
    return 0;
#endif
}
