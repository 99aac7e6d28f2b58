// libcurl, opened on first use: the header gives types and constants, dlopen gives the functions, so that a
// program that sends nothing never loads the library (6 ms) and starts where it is not installed.
#pragma once
#include "../CShared/open_library.h"
#include <curl/curl.h>

// The functions used, one pointer each. Filled once by duban_curl_open, read-only afterwards.
struct duban_curl {
    CURLcode (*global_init)(long);
    CURL *(*easy_init)(void);
    void (*easy_reset)(CURL *);
    CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
    CURLcode (*easy_perform)(CURL *);
    CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
    void (*easy_cleanup)(CURL *);
    const char *(*easy_strerror)(CURLcode);
    struct curl_slist *(*slist_append)(struct curl_slist *, const char *);
    void (*slist_free_all)(struct curl_slist *);
    curl_version_info_data *(*version_info)(CURLversion);
};

// Opens `library` and fills `table`. Returns 0, or -1 with the loader's own words in `why`.
static inline int duban_curl_open(const char *library, struct duban_curl *table, char *why, size_t room) {
    const struct duban_symbol wanted[] = {
        {"curl_global_init", &table->global_init},   {"curl_easy_init", &table->easy_init},
        {"curl_easy_setopt", &table->easy_setopt},   {"curl_easy_perform", &table->easy_perform},
        {"curl_easy_getinfo", &table->easy_getinfo}, {"curl_easy_cleanup", &table->easy_cleanup},
        {"curl_easy_strerror", &table->easy_strerror}, {"curl_slist_append", &table->slist_append},
        {"curl_slist_free_all", &table->slist_free_all}, {"curl_version_info", &table->version_info},
        {"curl_easy_reset", &table->easy_reset},
    };
    return duban_open_library(library, wanted, sizeof wanted / sizeof wanted[0], why, room);
}

// Typed forms of the variadic curl_easy_setopt and curl_easy_getinfo.
static inline CURLcode duban_curl_set_long(const struct duban_curl *t, CURL *c, CURLoption o, long v) {
    return t->easy_setopt(c, o, v);
}
static inline CURLcode duban_curl_set_size(const struct duban_curl *t, CURL *c, CURLoption o, curl_off_t v) {
    return t->easy_setopt(c, o, v);
}
static inline CURLcode duban_curl_set_text(const struct duban_curl *t, CURL *c, CURLoption o, const char *v) {
    return t->easy_setopt(c, o, v);
}
static inline CURLcode duban_curl_set_pointer(const struct duban_curl *t, CURL *c, CURLoption o, void *v) {
    return t->easy_setopt(c, o, v);
}
static inline CURLcode duban_curl_set_list(const struct duban_curl *t, CURL *c, CURLoption o, struct curl_slist *v) {
    return t->easy_setopt(c, o, v);
}
typedef size_t (*duban_curl_bytes)(char *, size_t, size_t, void *);
static inline CURLcode duban_curl_set_bytes(const struct duban_curl *t, CURL *c, CURLoption o, duban_curl_bytes v) {
    return t->easy_setopt(c, o, v);
}
typedef int (*duban_curl_progress)(void *, curl_off_t, curl_off_t, curl_off_t, curl_off_t);
static inline CURLcode duban_curl_set_progress(const struct duban_curl *t, CURL *c, duban_curl_progress v) {
    return t->easy_setopt(c, CURLOPT_XFERINFOFUNCTION, v);
}
// `opened` hears of every socket before it connects; `closed` must close it.
static inline CURLcode duban_curl_set_sockets(
    const struct duban_curl *t, CURL *c, int (*opened)(void *, curl_socket_t, curlsocktype),
    int (*closed)(void *, curl_socket_t)
) {
    CURLcode code = t->easy_setopt(c, CURLOPT_SOCKOPTFUNCTION, opened);
    return code ? code : t->easy_setopt(c, CURLOPT_CLOSESOCKETFUNCTION, closed);
}
static inline CURLcode duban_curl_get_long(const struct duban_curl *t, CURL *c, CURLINFO i, long *v) {
    return t->easy_getinfo(c, i, v);
}

// Options whose form depends on the version of libcurl compiled against.
static inline CURLcode duban_curl_only_smtp(const struct duban_curl *t, CURL *c) {
#if LIBCURL_VERSION_NUM >= 0x075500
    return t->easy_setopt(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
#else
    return t->easy_setopt(c, CURLOPT_PROTOCOLS, (long)(CURLPROTO_SMTP | CURLPROTO_SMTPS));
#endif
}
static inline CURLcode duban_curl_only_http(const struct duban_curl *t, CURL *c) {
#if LIBCURL_VERSION_NUM >= 0x075500
    return t->easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    return t->easy_setopt(c, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}
static inline void duban_curl_quick_exit(const struct duban_curl *t, CURL *c) {
#if LIBCURL_VERSION_NUM >= 0x075700
    t->easy_setopt(c, CURLOPT_QUICK_EXIT, 1L);  // do not wait for a name lookup when stopping
#else
    (void)t, (void)c;
#endif
}
