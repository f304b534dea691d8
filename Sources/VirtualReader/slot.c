#include "slot.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "VirtualReader.h"
#include "frames.h"

static int listen_at(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    strcpy(address.sun_path, path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0) return -1;
    struct stat found;
    if (lstat(path, &found) == 0 && S_ISSOCK(found.st_mode)) unlink(path);
    /* Nobody can connect before listen, so the mode is never wider than 0600 for a connection. */
    if (bind(fd, (struct sockaddr *)&address, sizeof address) == 0) {
        if (chmod(path, S_IRUSR | S_IWUSR) == 0 && listen(fd, 4) == 0) return fd;
        unlink(path);
    }
    close(fd);
    return -1;
}

bool slot_open(struct slot *slot, const char *path, bool has_pin_pad) {
    if (strlen(path) >= sizeof slot->path) return false;
    strcpy(slot->path, path);
    slot->has_pin_pad = has_pin_pad;
    slot->card = -1;
    slot->lost = false;
    slot->atr_length = 0;
    slot->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (slot->wake < 0) return false;
    slot->listener = listen_at(path);
    if (slot->listener < 0) {
        close(slot->wake);
        return false;
    }
    pthread_mutex_init(&slot->exchange, NULL);
    pthread_mutex_init(&slot->state, NULL);
    return true;
}

void slot_wake(struct slot *slot) {
    const uint64_t one = 1;
    ssize_t written = write(slot->wake, &one, sizeof one);
    (void)written; /* fails only when the event is already set as far as it goes */
}

void slot_close(struct slot *slot) {
    if (slot->card >= 0) shutdown(slot->card, SHUT_RDWR); /* ends an exchange with a silent card */
    pthread_mutex_lock(&slot->exchange);
    if (slot->card >= 0) close(slot->card);
    close(slot->listener);
    close(slot->wake);
    unlink(slot->path);
    pthread_mutex_unlock(&slot->exchange);
    pthread_mutex_destroy(&slot->state);
    pthread_mutex_destroy(&slot->exchange);
}

/* The socket of the card, -1 when there is none to talk to. */
static int usable_card(struct slot *slot) {
    pthread_mutex_lock(&slot->state);
    const int card = slot->lost ? -1 : slot->card;
    pthread_mutex_unlock(&slot->state);
    return card;
}

bool slot_card_present(struct slot *slot) { return usable_card(slot) >= 0; }

size_t slot_atr(struct slot *slot, uint8_t atr[ATR_MAX_LENGTH]) {
    pthread_mutex_lock(&slot->state);
    const size_t length = slot->lost ? 0 : slot->atr_length;
    memcpy(atr, slot->atr, length);
    pthread_mutex_unlock(&slot->state);
    return length;
}

static void let_card_in(struct slot *slot) {
    uint8_t atr[ATR_MAX_LENGTH];
    const int fd = accept4(slot->listener, NULL, NULL, SOCK_CLOEXEC);
    if (fd < 0) return;
    const ssize_t length = frame_receive(fd, atr, sizeof atr, VIRTUAL_READER_ATR_TIMEOUT_MS);
    if (length != 0 && length < ATR_MIN_LENGTH) {
        close(fd);
        return;
    }
    pthread_mutex_lock(&slot->state);
    slot->card = fd;
    slot->lost = false;
    slot->atr_length = (size_t)length;
    memcpy(slot->atr, atr, (size_t)length);
    pthread_mutex_unlock(&slot->state);
}

static void let_card_out(struct slot *slot) {
    pthread_mutex_lock(&slot->exchange);
    pthread_mutex_lock(&slot->state);
    close(slot->card);
    slot->card = -1;
    slot->atr_length = 0;
    pthread_mutex_unlock(&slot->state);
    pthread_mutex_unlock(&slot->exchange);
}

void slot_watch(struct slot *slot, int timeout_ms) {
    const bool holds_card = slot->card >= 0; /* changed by this thread only */
    struct pollfd watched[2] = {
        {.fd = holds_card ? slot->card : slot->listener, .events = holds_card ? POLLRDHUP : POLLIN},
        {.fd = slot->wake, .events = POLLIN},
    };
    if (poll(watched, 2, timeout_ms) <= 0) return;
    if (watched[1].revents != 0) {
        uint64_t count;
        ssize_t taken = read(slot->wake, &count, sizeof count);
        (void)taken; /* one reader, and it is readable */
    }
    if (watched[0].revents == 0) return;
    if (holds_card) {
        let_card_out(slot);
    } else {
        let_card_in(slot);
    }
}

/* Marks the card as failed and wakes slot_watch, which takes it out. The exchange lock is held. */
static void lose_card(struct slot *slot, int card) {
    pthread_mutex_lock(&slot->state);
    slot->lost = true;
    pthread_mutex_unlock(&slot->state);
    shutdown(card, SHUT_RDWR);
}

bool slot_power(struct slot *slot, enum slot_power event) {
    const uint8_t action = (uint8_t)event;
    pthread_mutex_lock(&slot->exchange);
    const int card = usable_card(slot);
    const bool told = card >= 0 && frame_send(card, 'P', &action, 1);
    if (card >= 0 && !told) lose_card(slot, card);
    pthread_mutex_unlock(&slot->exchange);
    return told;
}

ssize_t slot_exchange(struct slot *slot, enum slot_frame kind, const uint8_t *request, size_t length, uint8_t *answer,
                      size_t capacity, int timeout_ms) {
    ssize_t received = -1;
    pthread_mutex_lock(&slot->exchange);
    const int card = usable_card(slot);
    if (card >= 0) {
        if (frame_send(card, (uint8_t)kind, request, length)) {
            received = frame_receive(card, answer, capacity, timeout_ms);
        }
        const bool is_garbled = received == 0; /* the card is still there */
        if (received < 2) {
            received = -1;
            if (!is_garbled) lose_card(slot, card);
        }
    }
    pthread_mutex_unlock(&slot->exchange);
    return received;
}
