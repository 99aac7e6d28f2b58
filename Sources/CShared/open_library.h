// A library opened on first use: the shims of CCurl and CCrypto include this text; it is no module of its own.
#pragma once
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

// A function that is wanted, and the pointer to it that is to be filled.
struct duban_symbol {
    const char *name;
    void *slot;
};

// Opens `library` for good and fills every slot. Returns 0, or -1 with the loader's own words in `why`.
static inline int duban_open_library(
    const char *library, const struct duban_symbol *wanted, size_t count, char *why, size_t room
) {
    void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
        const char *said = dlerror();
        snprintf(why, room, "%s", said ? said : library);
        return -1;
    }
    for (size_t i = 0; i < count; i++) {
        void *found = dlsym(handle, wanted[i].name);
        if (!found) {
            snprintf(why, room, "%s: %s", library, wanted[i].name);
            return -1;
        }
        memcpy(wanted[i].slot, &found, sizeof found);  // POSIX: an object pointer holds a function's address
    }
    return 0;
}
