#include "names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "VirtualReader.h"

/* "usb:08e6/3437:libudev:0:/dev/bus/usb/001/005" is a device that was plugged in. */
static bool usb_place(const char *device_name, unsigned *bus, unsigned *address) {
    const char *node = strstr(device_name, ":/dev/bus/usb/");
    if (strncmp(device_name, "usb:", 4) != 0 || node == NULL) return false;
    return sscanf(node, ":/dev/bus/usb/%3u/%3u", bus, address) == 2 && *bus <= UINT8_MAX && *address <= UINT8_MAX;
}

bool name_socket(const char *device_name, char *path, size_t size) {
    unsigned bus, address;
    if (usb_place(device_name, &bus, &address)) {
        const char *folder = getenv(VIRTUAL_READER_USB_FOLDER);
        if (folder == NULL) return false;
        return (size_t)snprintf(path, size, "%s/usb-%03u-%03u.sock", folder, bus, address) < size;
    }
    /* "x:/path/alpha.sock": pcscd checks that a name without colon is an existing device file. */
    const char *colon = strchr(device_name, ':');
    return (size_t)snprintf(path, size, "%s", colon != NULL ? colon + 1 : device_name) < size;
}

uint32_t name_channel(const char *device_name) {
    unsigned bus, address;
    return usb_place(device_name, &bus, &address) ? 0x00200000U | bus << 8 | address : 0;
}
