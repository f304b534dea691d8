/*
 * One reader: a listening socket and at most one card.
 *
 * Who changes what. pcscd has one watching thread per reader, which alternates "is a card present?" and slot_watch. Only
 * slot_watch lets a card in or out, and returns at once after doing either, so pcscd sees every removal before the next
 * insertion even when they follow each other quickly. Other threads never close the card's socket: when an exchange
 * fails they shut it down, which wakes slot_watch. Hence no descriptor is closed, and reused, under a waiting thread.
 *
 * Two locks: `exchange` is held for a whole command and answer; `state` for a moment. Order: exchange, then state.
 */
#ifndef SLOT_H
#define SLOT_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <sys/un.h>

enum { ATR_MIN_LENGTH = 2, ATR_MAX_LENGTH = 33 };

/* What goes to the card, or to the person at the reader's PIN pad. */
enum slot_frame { SLOT_APDU = 'A', SLOT_VERIFY_PIN = 'V', SLOT_MODIFY_PIN = 'M' };

enum slot_power { SLOT_POWER_ON = 0, SLOT_POWER_OFF = 1, SLOT_POWER_RESET = 2 };

struct slot {
    pthread_mutex_t exchange;
    pthread_mutex_t state;
    int listener;
    int wake;                      /* eventfd that ends one slot_watch */
    int card;                      /* -1 when empty; guarded by state */
    bool lost;                     /* the card failed and waits for slot_watch to take it out; guarded by state */
    uint8_t atr[ATR_MAX_LENGTH];   /* guarded by state */
    size_t atr_length;             /* 0 for a card that does not answer to reset */
    bool has_pin_pad;              /* set once, at the opening */
    uint32_t channel;              /* set once, before the opening: SCARD_ATTR_CHANNEL_ID, 0 for none */
    char path[sizeof((struct sockaddr_un *)0)->sun_path];
};

/* Listens on path (mode 0600; a stale socket there is replaced). False when that is impossible; then nothing is left. */
bool slot_open(struct slot *slot, const char *path, bool has_pin_pad);

/* Makes slot_watch return, or its next call: pcscd changes a card's power, or ends the watching thread. */
void slot_wake(struct slot *slot);

/* Removes the card and the socket. No other thread may be using the slot. */
void slot_close(struct slot *slot);

bool slot_card_present(struct slot *slot);

/* Waits for a card to come or go, or for slot_wake, at most timeout_ms. Called by pcscd's watching thread alone. */
void slot_watch(struct slot *slot, int timeout_ms);

/* Copies the card's ATR, returns its length, 0 without a card or with a mute one. */
size_t slot_atr(struct slot *slot, uint8_t atr[ATR_MAX_LENGTH]);

/* Tells the card about a power event. False without a card. */
bool slot_power(struct slot *slot, enum slot_power event);

/*
 * One request, one answer: its length, or -1 when the card is absent, left, stayed silent, or garbled the answer by an
 * empty frame. But for the last it then counts as removed.
 */
ssize_t slot_exchange(struct slot *slot, enum slot_frame kind, const uint8_t *request, size_t length, uint8_t *answer,
                      size_t capacity, int timeout_ms);

#endif
