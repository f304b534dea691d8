/* What pcscd calls the device of a reader, and what follows from it. */
#ifndef NAMES_H
#define NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The socket of the reader of that name. False when it does not fit. */
bool name_socket(const char *device_name, char *path, size_t size);

/* Where the reader is on USB, as libccid tells it: 0x0020, bus, address. 0 for a reader that is not. */
uint32_t name_channel(const char *device_name);

#endif
