/* Length-prefixed frames over a stream socket, with a deadline. */
#ifndef FRAMES_H
#define FRAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { FRAME_MAX_LENGTH = 0xFFFF };

/* Sends one frame made of a kind byte and a payload. False when the peer is gone or the payload too long. */
bool frame_send(int fd, uint8_t kind, const uint8_t *payload, size_t length);

/* Receives one frame into buffer; returns its length, or -1: peer gone, frame longer than capacity, or timeout. */
ssize_t frame_receive(int fd, uint8_t *buffer, size_t capacity, int timeout_ms);

#endif
