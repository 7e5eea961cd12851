/* Many files on the disk at once. Private to src/export. */
#ifndef ACCORD_EXPORT_SYNCHRONIZE_H
#define ACCORD_EXPORT_SYNCHRONIZE_H

/* Writes to the disk what the file system of this folder has not written yet: a file at a time takes the disk's time
 * for each. 0, or the reason as errno has it. */
int accord_export_synchronize(const char *folder);

#endif
