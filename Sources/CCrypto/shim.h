// libcrypto, opened on first use: the header gives types, dlopen gives the functions, so that a query
// that verifies nothing never loads the library.
#pragma once
#include "../CShared/open_library.h"
#include <openssl/evp.h>
#include <openssl/hmac.h>

// The functions used and the fetched SHA-256. Filled once by duban_crypto_open, read-only afterwards.
struct duban_crypto {
    EVP_MD_CTX *(*ctx_new)(void);
    void (*ctx_free)(EVP_MD_CTX *);
    OSSL_LIB_CTX *(*library_new)(void);
    EVP_MD *(*md_fetch)(OSSL_LIB_CTX *, const char *, const char *);
    int (*init)(EVP_MD_CTX *, const EVP_MD *, ENGINE *);
    int (*update)(EVP_MD_CTX *, const void *, size_t);
    int (*final)(EVP_MD_CTX *, unsigned char *, unsigned int *);
    unsigned char *(*hmac)(
        const EVP_MD *, const void *, int, const unsigned char *, size_t, unsigned char *, unsigned int *);
    EVP_MD *sha256;
};

// Opens `library` and fills `table`. Returns 0, or -1 with the loader's own words in `why`.
static inline int duban_crypto_open(const char *library, struct duban_crypto *table, char *why, size_t room) {
    const struct duban_symbol wanted[] = {
        {"EVP_MD_CTX_new", &table->ctx_new},       {"EVP_MD_CTX_free", &table->ctx_free},
        {"OSSL_LIB_CTX_new", &table->library_new}, {"EVP_MD_fetch", &table->md_fetch},
        {"EVP_DigestInit_ex", &table->init},
        {"EVP_DigestUpdate", &table->update},     {"EVP_DigestFinal_ex", &table->final},
        {"HMAC", &table->hmac},
    };
    if (duban_open_library(library, wanted, sizeof wanted / sizeof wanted[0], why, room)) return -1;
    // Fetched once: looking the algorithm up again for each message costs more than a short hash. From a library
    // context of its own, kept for the life of the process: the default one reads the system's openssl.cnf first, which
    // costs a command more than all its hashes and says nothing about SHA-256; libcurl's TLS goes on obeying it.
    OSSL_LIB_CTX *own = table->library_new();
    table->sha256 = own ? table->md_fetch(own, "SHA256", NULL) : NULL;
    if (!table->sha256) {
        snprintf(why, room, "%s: SHA256", library);
        return -1;
    }
    return 0;
}

// The incremental form: begin (also begins anew), add any number of times, end. Each returns 1, or 0 on failure.
static inline EVP_MD_CTX *duban_sha256_new(const struct duban_crypto *t) { return t->ctx_new(); }
static inline void duban_sha256_free(const struct duban_crypto *t, EVP_MD_CTX *ctx) { t->ctx_free(ctx); }
static inline int duban_sha256_begin(const struct duban_crypto *t, EVP_MD_CTX *ctx) {
    return t->init(ctx, t->sha256, NULL);
}
static inline int duban_sha256_add(const struct duban_crypto *t, EVP_MD_CTX *ctx, const void *bytes, size_t count) {
    return t->update(ctx, bytes, count);
}
static inline int duban_sha256_end(const struct duban_crypto *t, EVP_MD_CTX *ctx, unsigned char out[32]) {
    return t->final(ctx, out, NULL);
}

// The whole at once, over a context that the caller keeps.
static inline int duban_sha256(
    const struct duban_crypto *t, EVP_MD_CTX *ctx, const void *bytes, size_t count, unsigned char out[32]
) {
    return duban_sha256_begin(t, ctx) && duban_sha256_add(t, ctx, bytes, count) && duban_sha256_end(t, ctx, out);
}

// HMAC-SHA-256 (RFC 2104). Returns 1, or 0 on failure.
static inline int duban_hmac(
    const struct duban_crypto *t, const void *key, size_t key_count, const void *bytes, size_t count,
    unsigned char out[32]
) {
    return t->hmac(t->sha256, key, (int)key_count, bytes, count, out, NULL) != NULL;
}
