// winscard.h: contexts, cards, transactions and status changes.
#include <winscard.h>
// reader.h: attributes and control codes of readers; both are macros that Swift does not see.
#include <reader.h>
static const DWORD pcsc_get_feature_request = CM_IOCTL_GET_FEATURE_REQUEST;
static const DWORD pcsc_channel_id = SCARD_ATTR_CHANNEL_ID;
