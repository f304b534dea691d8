// winscard.h: contexts, cards, transactions and status changes.
#include <winscard.h>
