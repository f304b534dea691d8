/* Another program that wants the card: `card-rival READER exclusive|transaction|reset MILLISECONDS`.

   It waits until it can have the reader, prints "held", and lets go after that time; `reset` resets the card when it does. The sandbox and its tests use it to show how the agent behaves beside other software. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <winscard.h>

static const DWORD protocols = SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1;

/* Tries until the reader is free and a card is in it. */
static LONG connect_soon(SCARDCONTEXT context, const char *reader, DWORD mode, SCARDHANDLE *card) {
    DWORD active;
    for (;;) {
        const LONG result = SCardConnect(context, reader, mode, protocols, card, &active);
        if (result != SCARD_E_SHARING_VIOLATION && result != SCARD_E_NO_SMARTCARD) return result;
        usleep(1000);
    }
}

static int fail(const char *step, LONG result) {
    fprintf(stderr, "card-rival: %s: %s\n", step, pcsc_stringify_error(result));
    return 1;
}

int main(int argc, char *argv[]) {
    SCARDCONTEXT context;
    SCARDHANDLE card;
    if (argc != 4) return fail("READER exclusive|transaction|reset MILLISECONDS", SCARD_E_INVALID_PARAMETER);
    LONG result = SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context);
    if (result != SCARD_S_SUCCESS) return fail("context", result);
    const DWORD mode = strcmp(argv[2], "exclusive") == 0 ? SCARD_SHARE_EXCLUSIVE : SCARD_SHARE_SHARED;
    result = connect_soon(context, argv[1], mode, &card);
    if (result != SCARD_S_SUCCESS) return fail("connection", result);
    if (strcmp(argv[2], "transaction") == 0) {
        result = SCardBeginTransaction(card);
        if (result != SCARD_S_SUCCESS) return fail("transaction", result);
    }
    puts("held");
    fflush(stdout);
    usleep((useconds_t)strtoul(argv[3], NULL, 10) * 1000);
    SCardDisconnect(card, strcmp(argv[2], "reset") == 0 ? SCARD_RESET_CARD : SCARD_LEAVE_CARD);
    SCardReleaseContext(context);
    return 0;
}
