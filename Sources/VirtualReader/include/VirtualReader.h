/*
 * VirtualReader: an IFD handler (reader driver) for the real pcscd. A reader is a Unix socket, a program that connects
 * to it is a card. pcscd loads the library by LIBPATH and calls the functions that <PCSC/ifdhandler.h> declares.
 *
 * reader.conf entry:  FRIENDLYNAME "Alpha"   DEVICENAME x:/path/alpha.sock   LIBPATH /path/libVirtualReader.so
 * A reader with a PIN pad is called pinpad:/path/alpha.sock.
 * As a bundle in the folder of drivers it takes the USB devices that its Info.plist names: the device 5 of bus 1 is the socket
 * usb-001-005.sock in the folder that the environment variable VIRTUAL_READER_USB names.
 *
 * Frames, both ways: two bytes big-endian length, then that many bytes.
 *   card -> reader   first frame: the ATR (2 to 33 bytes), or nothing for a card that does not answer to reset;
 *                    then one answer for each request, or an empty one: the exchange failed, the card stays
 *   reader -> card   'P' action (0 on, 1 off, 2 reset), not answered; 'A' APDU, answered by data and status word;
 *                    'V' PIN_VERIFY_STRUCTURE or 'M' PIN_MODIFY_STRUCTURE (PC/SC part 10), for the person at the pad,
 *                    answered by the status word of the card or of the pad
 * Connecting inserts the card, closing removes it.
 */
#ifndef VIRTUAL_READER_H
#define VIRTUAL_READER_H

#define VIRTUAL_READER_USB_FOLDER "VIRTUAL_READER_USB"

enum {
    VIRTUAL_READER_MAX_READERS = 16,
    /* Longer than a client waits for a card, so that a silent card is the client's to find out. */
    VIRTUAL_READER_ANSWER_TIMEOUT_MS = 20000,
    VIRTUAL_READER_ATR_TIMEOUT_MS = 1000,
    /* Seconds that a person has at the PIN pad: when the client leaves it to the reader, and at most. */
    VIRTUAL_READER_PAD_DEFAULT_S = 30,
    VIRTUAL_READER_PAD_LONGEST_S = 60,
};

#endif
