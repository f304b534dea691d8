#include "readers.h"

#include "VirtualReader.h"

struct reader {
    bool used;
    DWORD lun;
    struct slot slot;
};

/* pcscd gives a driver no handle of its own, only a number: the table has to be global. */
static struct reader table[VIRTUAL_READER_MAX_READERS];
static pthread_mutex_t table_lock = PTHREAD_MUTEX_INITIALIZER;

static struct reader *find(DWORD lun) {
    for (int i = 0; i < VIRTUAL_READER_MAX_READERS; i++) {
        if (table[i].used && table[i].lun == lun) return &table[i];
    }
    return NULL;
}

static struct reader *find_free(void) {
    for (int i = 0; i < VIRTUAL_READER_MAX_READERS; i++) {
        if (!table[i].used) return &table[i];
    }
    return NULL;
}

struct slot *readers_open(DWORD lun, const char *path, bool has_pin_pad, uint32_t channel) {
    pthread_mutex_lock(&table_lock);
    struct reader *reader = find(lun) == NULL ? find_free() : NULL;
    if (reader != NULL) {
        reader->lun = lun;
        reader->slot.channel = channel;
        reader->used = slot_open(&reader->slot, path, has_pin_pad);
    }
    struct slot *slot = reader != NULL && reader->used ? &reader->slot : NULL;
    pthread_mutex_unlock(&table_lock);
    return slot;
}

struct slot *readers_find(DWORD lun) {
    pthread_mutex_lock(&table_lock);
    struct reader *reader = find(lun);
    pthread_mutex_unlock(&table_lock);
    return reader != NULL ? &reader->slot : NULL;
}

void readers_close(DWORD lun) {
    pthread_mutex_lock(&table_lock);
    struct reader *reader = find(lun);
    if (reader != NULL) {
        slot_close(&reader->slot);
        reader->used = false;
    }
    pthread_mutex_unlock(&table_lock);
}
