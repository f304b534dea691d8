/* pcsclite.h includes <wintypes.h> by its bare name; this finds it where the distribution puts it. */
#include <PCSC/wintypes.h>
