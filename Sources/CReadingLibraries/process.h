#ifndef CREADINGLIBRARIES_PROCESS_H
#define CREADINGLIBRARIES_PROCESS_H

#include <sys/prctl.h>

/* prctl is variadic, which Swift does not import: no core dump, no reading of our memory by other programs of our user. */
static inline int process_forbid_dump(void) { return prctl(PR_SET_DUMPABLE, 0L, 0L, 0L, 0L); }

#endif
