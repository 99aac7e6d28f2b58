// libarchive, opened on first use, for the zip files that office documents are. The few functions used are declared
// here as they have stood since libarchive 3.2 (soname 13): neither its headers nor the library are needed to build.
#pragma once
#include "../CShared/open_library.h"
#include <sys/types.h>

struct archive;
struct archive_entry;

// What the functions return besides a count.
enum { DUBAN_ARCHIVE_OK = 0, DUBAN_ARCHIVE_EOF = 1, DUBAN_ARCHIVE_WARN = -20 };

// The functions used, one pointer each. Filled once by duban_archive_open, read-only afterwards.
struct duban_archive {
    struct archive *(*read_new)(void);
    int (*support_zip)(struct archive *);
    int (*open_memory)(struct archive *, const void *, size_t);
    int (*next_header)(struct archive *, struct archive_entry **);
    ssize_t (*read_data)(struct archive *, void *, size_t);
    int (*free)(struct archive *);
    const char *(*error_string)(struct archive *);
    const char *(*pathname)(struct archive_entry *);
    const char *(*pathname_utf8)(struct archive_entry *);
    int (*is_encrypted)(struct archive_entry *);
};

// Opens `library` and fills `table`. Returns 0, or -1 with the loader's own words in `why`.
static inline int duban_archive_open(const char *library, struct duban_archive *table, char *why, size_t room) {
    const struct duban_symbol wanted[] = {
        {"archive_read_new", &table->read_new},
        // Only by the directory at the end: an archive that was cut off is refused, not read as far as it goes.
        {"archive_read_support_format_zip_seekable", &table->support_zip},
        {"archive_read_open_memory", &table->open_memory},
        {"archive_read_next_header", &table->next_header},
        {"archive_read_data", &table->read_data},
        {"archive_read_free", &table->free},
        {"archive_error_string", &table->error_string},
        {"archive_entry_pathname", &table->pathname},
        {"archive_entry_pathname_utf8", &table->pathname_utf8},
        {"archive_entry_is_encrypted", &table->is_encrypted},
    };
    return duban_open_library(library, wanted, sizeof wanted / sizeof wanted[0], why, room);
}
