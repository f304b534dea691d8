#include <curl/curl.h>
#include <string.h>

// curl_easy_setopt is variadic, which Swift does not import: one typed function per kind of option.
static inline CURLcode curl_shim_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

// A string option, copied by libcurl; NULL restores the option's absence.
static inline CURLcode curl_shim_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

// A pointer option: header list, write context.
static inline CURLcode curl_shim_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

// Certificates in memory; CURL_BLOB_COPY makes libcurl keep its own copy.
static inline CURLcode curl_shim_set_blob(CURL *handle, CURLoption option, const void *bytes, size_t count) {
    struct curl_blob blob = {(void *)bytes, count, CURL_BLOB_COPY};
    return curl_easy_setopt(handle, option, &blob);
}

// A secret in memory, lent until the exchange has ended: libcurl keeps no copy that nobody would wipe.
static inline CURLcode curl_shim_lend_blob(CURL *handle, CURLoption option, const void *bytes, size_t count) {
    struct curl_blob blob = {(void *)bytes, count, CURL_BLOB_NOCOPY};
    return curl_easy_setopt(handle, option, &blob);
}

// The length of a body that is read piece by piece.
static inline CURLcode curl_shim_set_length(CURL *handle, size_t count) {
    return curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)count);
}

// Where the bytes of the request come from.
static inline CURLcode curl_shim_set_read(CURL *handle, curl_read_callback callback) {
    return curl_easy_setopt(handle, CURLOPT_READFUNCTION, callback);
}

// Where the bytes of the answer go.
static inline CURLcode curl_shim_set_write(CURL *handle, curl_write_callback callback) {
    return curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, callback);
}

// curl_easy_getinfo is variadic as well.
static inline CURLcode curl_shim_get_long(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode curl_shim_get_time(CURL *handle, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode curl_shim_get_text(CURL *handle, CURLINFO info, const char **value) {
    return curl_easy_getinfo(handle, info, value);
}

// The first header of that name in the answer of the server, not the proxy's; NULL without.
static inline const char *curl_shim_header(CURL *handle, const char *name) {
    struct curl_header *header = NULL;
    return curl_easy_header(handle, name, 0, CURLH_HEADER, -1, &header) == CURLHE_OK ? header->value : NULL;
}

// A field, "Issuer:" for one, of the first certificate that the server showed; NULL without. Lent until the handle is reused.
static inline const char *curl_shim_peer_field(CURL *handle, const char *name) {
    struct curl_certinfo *shown = NULL;
    if (curl_easy_getinfo(handle, CURLINFO_CERTINFO, &shown) != CURLE_OK || !shown || shown->num_of_certs < 1) return NULL;
    for (const struct curl_slist *field = shown->certinfo[0]; field; field = field->next)
        if (strncmp(field->data, name, strlen(name)) == 0) return field->data + strlen(name);
    return NULL;
}

// Macros made of shifts.
static const long CURL_SHIM_GLOBAL_DEFAULT = CURL_GLOBAL_DEFAULT;
static const long CURL_SHIM_AUTH_PASSWORD = (long)(CURLAUTH_ANY & ~CURLAUTH_NEGOTIATE);
