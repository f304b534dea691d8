// libusb.h: the devices on USB, their plugging and unplugging, and a reset.
#include <libusb.h>
