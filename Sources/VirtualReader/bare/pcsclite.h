/* ifdhandler.h includes <pcsclite.h> by its bare name; this finds it where the distribution puts it. */
#include <PCSC/pcsclite.h>
