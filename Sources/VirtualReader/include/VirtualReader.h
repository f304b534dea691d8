/*
 * VirtualReader: an IFD handler (reader driver) for the real pcscd. A reader is a Unix socket, a program that connects
 * to it is a card. pcscd loads the library by LIBPATH and calls the functions that <PCSC/ifdhandler.h> declares.
 *
 * reader.conf entry:  FRIENDLYNAME "Alpha"   DEVICENAME x:/path/alpha.sock   LIBPATH /path/libVirtualReader.so
 *
 * Frames, both ways: two bytes big-endian length, then that many bytes.
 *   card -> reader   first frame: the ATR (2 to 33 bytes); then one answer for each APDU
 *   reader -> card   'P' action (0 on, 1 off, 2 reset), not answered; 'A' APDU, answered by data and status word
 * Connecting inserts the card, closing removes it.
 */
#ifndef VIRTUAL_READER_H
#define VIRTUAL_READER_H

enum {
    VIRTUAL_READER_MAX_READERS = 16,
    VIRTUAL_READER_ANSWER_TIMEOUT_MS = 10000,
    VIRTUAL_READER_ATR_TIMEOUT_MS = 1000,
};

#endif
