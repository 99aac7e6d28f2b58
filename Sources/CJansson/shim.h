// libjansson, opened on first use: the header gives types and constants, dlopen gives the functions, so that a
// program that reads no JSON never loads the library and starts where it is not installed.
#pragma once
#include "../CShared/open_library.h"
#include <jansson.h>

// The functions used, one pointer each. Filled once by duban_jansson_open, read-only afterwards.
struct duban_jansson {
    json_t *(*loadb)(const char *, size_t, size_t, json_error_t *);
    void (*delete_value)(json_t *);
    const char *(*string_value)(const json_t *);
    size_t (*string_length)(const json_t *);
    json_int_t (*integer_value)(const json_t *);
    double (*real_value)(const json_t *);
    size_t (*array_size)(const json_t *);
    json_t *(*array_get)(const json_t *, size_t);
    size_t (*object_size)(const json_t *);
    void *(*object_iter)(json_t *);
    void *(*object_iter_next)(json_t *, void *);
    const char *(*iter_key)(void *);
    json_t *(*iter_value)(void *);
};

// Opens `library` and fills `table`. Returns 0, or -1 with the loader's own words in `why`.
static inline int duban_jansson_open(const char *library, struct duban_jansson *table, char *why, size_t room) {
    const struct duban_symbol wanted[] = {
        {"json_loadb", &table->loadb},
        {"json_delete", &table->delete_value},
        {"json_string_value", &table->string_value},
        {"json_string_length", &table->string_length},
        {"json_integer_value", &table->integer_value},
        {"json_real_value", &table->real_value},
        {"json_array_size", &table->array_size},
        {"json_array_get", &table->array_get},
        {"json_object_size", &table->object_size},
        {"json_object_iter", &table->object_iter},
        {"json_object_iter_next", &table->object_iter_next},
        {"json_object_iter_key", &table->iter_key},
        {"json_object_iter_value", &table->iter_value},
    };
    return duban_open_library(library, wanted, sizeof wanted / sizeof wanted[0], why, room);
}

// What json_decref does, which calls json_delete by its name and so would have to be linked.
static inline void duban_jansson_release(const struct duban_jansson *t, json_t *value) {
    if (value->refcount != (size_t)-1 && JSON_INTERNAL_DECREF(value) == 0) t->delete_value(value);
}

// The kind of fault, an enum json_error_code: Swift cannot tell the function from the enum of the same name.
static inline int duban_jansson_fault(const json_error_t *error) { return (int)json_error_code(error); }
