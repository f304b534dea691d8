/* Which slot answers to which of pcscd's logical unit numbers. */
#ifndef READERS_H
#define READERS_H

#include <PCSC/ifdhandler.h>

#include "slot.h"

/* Opens a slot for lun; channel says where it is on USB, 0 for nowhere. Null when all are taken or the path cannot be listened on. */
struct slot *readers_open(DWORD lun, const char *path, bool has_pin_pad, uint32_t channel);

/* The slot of lun, null when it is not open. */
struct slot *readers_find(DWORD lun);

/* Closes the slot of lun. pcscd has ended its watching thread and its calls for lun before. */
void readers_close(DWORD lun);

#endif
