// libmicrohttpd, opened on first use: the header gives types and constants, dlopen gives the functions, so that a
// daemon without a web server never loads it and what it pulls in (GnuTLS), and starts where it is not installed.
#pragma once
#include "../CShared/open_library.h"
#include <microhttpd.h>

// The functions used, one pointer each. Filled once by duban_mhd_open, read-only afterwards.
struct duban_mhd {
    struct MHD_Daemon *(*start)(
        unsigned int, uint16_t, MHD_AcceptPolicyCallback, void *, MHD_AccessHandlerCallback, void *, ...);
    void (*stop)(struct MHD_Daemon *);
    enum MHD_Result (*add_connection)(struct MHD_Daemon *, int, const struct sockaddr *, socklen_t);
    int (*values)(struct MHD_Connection *, enum MHD_ValueKind, MHD_KeyValueIteratorN, void *);
    const union MHD_ConnectionInfo *(*connection_info)(struct MHD_Connection *, enum MHD_ConnectionInfoType, ...);
    void (*suspend)(struct MHD_Connection *);
    void (*resume)(struct MHD_Connection *);
    struct MHD_Response *(*response_from_buffer)(size_t, void *, enum MHD_ResponseMemoryMode);
    enum MHD_Result (*add_header)(struct MHD_Response *, const char *, const char *);
    enum MHD_Result (*queue)(struct MHD_Connection *, unsigned int, struct MHD_Response *);
    void (*destroy_response)(struct MHD_Response *);
    struct MHD_PostProcessor *(*post_new)(struct MHD_Connection *, size_t, MHD_PostDataIterator, void *);
    enum MHD_Result (*post_feed)(struct MHD_PostProcessor *, const char *, size_t);
    enum MHD_Result (*post_end)(struct MHD_PostProcessor *);
    enum MHD_Result (*has_feature)(enum MHD_FEATURE);
    size_t (*unescape)(char *);
};

// Opens `library` and fills `table`. Returns 0, or -1 with the loader's own words in `why`.
static inline int duban_mhd_open(const char *library, struct duban_mhd *table, char *why, size_t room) {
    const struct duban_symbol wanted[] = {
        {"MHD_start_daemon", &table->start},
        {"MHD_stop_daemon", &table->stop},
        {"MHD_add_connection", &table->add_connection},
        {"MHD_get_connection_values_n", &table->values},
        {"MHD_get_connection_info", &table->connection_info},
        {"MHD_suspend_connection", &table->suspend},
        {"MHD_resume_connection", &table->resume},
        {"MHD_create_response_from_buffer", &table->response_from_buffer},
        {"MHD_add_response_header", &table->add_header},
        {"MHD_queue_response", &table->queue},
        {"MHD_destroy_response", &table->destroy_response},
        {"MHD_create_post_processor", &table->post_new},
        {"MHD_post_process", &table->post_feed},
        {"MHD_destroy_post_processor", &table->post_end},
        {"MHD_is_feature_supported", &table->has_feature},
        {"MHD_http_unescape", &table->unescape},
    };
    return duban_open_library(library, wanted, sizeof wanted / sizeof wanted[0], why, room);
}

// Typed form of the variadic MHD_start_daemon: every option is in `items`, which ends with MHD_OPTION_END.
static inline struct MHD_Daemon *duban_mhd_start(
    const struct duban_mhd *t, unsigned int flags, MHD_AccessHandlerCallback handler, void *context,
    struct MHD_OptionItem *items
) {
    return t->start(flags, 0, NULL, NULL, handler, context, MHD_OPTION_ARRAY, items, MHD_OPTION_END);
}

// Option items: Swift sees function pointers and integers apart, an item has one of each.
static inline struct MHD_OptionItem duban_mhd_number(enum MHD_OPTION option, intptr_t value) {
    struct MHD_OptionItem item = {option, value, NULL};
    return item;
}
static inline struct MHD_OptionItem duban_mhd_text(enum MHD_OPTION option, char *text) {
    struct MHD_OptionItem item = {option, 0, text};
    return item;
}
static inline struct MHD_OptionItem duban_mhd_completed(MHD_RequestCompletedCallback function, void *context) {
    struct MHD_OptionItem item = {MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)function, context};
    return item;
}
static inline struct MHD_OptionItem duban_mhd_connections(MHD_NotifyConnectionCallback function, void *context) {
    struct MHD_OptionItem item = {MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)function, context};
    return item;
}
static inline struct MHD_OptionItem duban_mhd_unescaping(
    size_t (*function)(void *, struct MHD_Connection *, char *), void *context
) {
    struct MHD_OptionItem item = {MHD_OPTION_UNESCAPE_CALLBACK, (intptr_t)function, context};
    return item;
}

// In glibc for _GNU_SOURCE only, which modules are not built with.
extern int accept4(int socket, struct sockaddr *address, socklen_t *length, int flags);

// What the variadic MHD_get_connection_info answers, by kind.
static inline const struct sockaddr *duban_mhd_address(const struct duban_mhd *t, struct MHD_Connection *c) {
    const union MHD_ConnectionInfo *info = t->connection_info(c, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    return info ? info->client_addr : NULL;
}
static inline int duban_mhd_socket(const struct duban_mhd *t, struct MHD_Connection *c) {
    const union MHD_ConnectionInfo *info = t->connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? info->connect_fd : -1;
}
static inline void *duban_mhd_connection_context(const struct duban_mhd *t, struct MHD_Connection *c) {
    const union MHD_ConnectionInfo *info = t->connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}
