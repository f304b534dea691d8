#include "frames.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <time.h>

static int64_t now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool frame_send(int fd, uint8_t kind, const uint8_t *payload, size_t length) {
    if (length > FRAME_MAX_LENGTH - 1) return false;
    const size_t framed = length + 1;
    uint8_t header[3] = {(uint8_t)(framed >> 8), (uint8_t)framed, kind};
    struct iovec parts[2] = {{header, sizeof header}, {(void *)payload, length}};
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
    size_t left = sizeof header + length;
    while (left > 0) {
        ssize_t sent = sendmsg(fd, &message, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        left -= (size_t)sent;
        for (int i = 0; i < 2; i++) {
            size_t done = (size_t)sent < parts[i].iov_len ? (size_t)sent : parts[i].iov_len;
            parts[i].iov_base = (uint8_t *)parts[i].iov_base + done;
            parts[i].iov_len -= done;
            sent -= (ssize_t)done;
        }
    }
    return true;
}

/* True when fd has something to read, or hung up, before the deadline. */
static bool wait_readable(int fd, int64_t deadline) {
    struct pollfd watched = {.fd = fd, .events = POLLIN};
    for (;;) {
        int64_t left = deadline - now_ms();
        if (left <= 0) return false;
        int ready = poll(&watched, 1, (int)left);
        if (ready < 0 && errno == EINTR) continue;
        return ready > 0;
    }
}

static bool receive_exactly(int fd, uint8_t *buffer, size_t count, int64_t deadline) {
    while (count > 0) {
        if (!wait_readable(fd, deadline)) return false;
        ssize_t received = recv(fd, buffer, count, MSG_DONTWAIT);
        if (received < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (received <= 0) return false;
        buffer += received;
        count -= (size_t)received;
    }
    return true;
}

ssize_t frame_receive(int fd, uint8_t *buffer, size_t capacity, int timeout_ms) {
    const int64_t deadline = now_ms() + timeout_ms;
    uint8_t header[2];
    if (!receive_exactly(fd, header, sizeof header, deadline)) return -1;
    const size_t length = (size_t)header[0] << 8 | header[1];
    if (length > capacity || !receive_exactly(fd, buffer, length, deadline)) return -1;
    return (ssize_t)length;
}
