/* The functions pcscd calls (IFD handler API version 3), each a few lines over slot.h. */
#include <PCSC/ifdhandler.h>
#include <PCSC/reader.h>
#include <arpa/inet.h>
#include <string.h>

#include "VirtualReader.h"
#include "names.h"
#include "readers.h"

/* The control codes of CCID class readers, which the client learns from the feature list. */
enum {
    CONTROL_VERIFY_PIN = SCARD_CTL_CODE(0x330000 + FEATURE_VERIFY_PIN_DIRECT),
    CONTROL_MODIFY_PIN = SCARD_CTL_CODE(0x330000 + FEATURE_MODIFY_PIN_DIRECT),
};

RESPONSECODE IFDHCreateChannelByName(DWORD Lun, LPSTR DeviceName) {
    const bool has_pin_pad = strncmp(DeviceName, "pinpad:", 7) == 0;
    char path[sizeof((struct slot *)0)->path];
    if (!name_socket(DeviceName, path, sizeof path)) return IFD_COMMUNICATION_ERROR;
    struct slot *slot = readers_open(Lun, path, has_pin_pad, name_channel(DeviceName));
    return slot != NULL ? IFD_SUCCESS : IFD_COMMUNICATION_ERROR;
}

/* A reader is found by its socket's path; without DEVICENAME there is none. */
RESPONSECODE IFDHCreateChannel(DWORD Lun, DWORD Channel) {
    (void)Lun;
    (void)Channel;
    return IFD_NOT_SUPPORTED;
}

RESPONSECODE IFDHCloseChannel(DWORD Lun) {
    readers_close(Lun);
    return IFD_SUCCESS;
}

static RESPONSECODE watch(DWORD Lun, int timeout_ms) {
    struct slot *slot = readers_find(Lun);
    if (slot == NULL) return IFD_NO_SUCH_DEVICE;
    slot_watch(slot, timeout_ms);
    return IFD_SUCCESS;
}

/* pcscd calls it to end the watching thread, and also to have it look at a card's power again. */
static RESPONSECODE stop_watching(DWORD Lun) {
    struct slot *slot = readers_find(Lun);
    if (slot == NULL) return IFD_NO_SUCH_DEVICE;
    slot_wake(slot);
    return IFD_SUCCESS;
}

/* What pcscd is given as values: pointers to the two functions above. */
static RESPONSECODE (*const watch_function)(DWORD, int) = watch;
static RESPONSECODE (*const stop_function)(DWORD) = stop_watching;

static RESPONSECODE give(const void *value, size_t length, PDWORD Length, PUCHAR Value) {
    if (*Length < length) return IFD_ERROR_INSUFFICIENT_BUFFER;
    memcpy(Value, value, length);
    *Length = length;
    return IFD_SUCCESS;
}

static RESPONSECODE give_byte(UCHAR value, PDWORD Length, PUCHAR Value) { return give(&value, 1, Length, Value); }

static RESPONSECODE give_atr(DWORD Lun, PDWORD Length, PUCHAR Value) {
    uint8_t atr[ATR_MAX_LENGTH];
    struct slot *slot = readers_find(Lun);
    if (slot == NULL) return IFD_NO_SUCH_DEVICE;
    const size_t length = slot_atr(slot, atr);
    return length > 0 ? give(atr, length, Length, Value) : IFD_ICC_NOT_PRESENT;
}

/* Where the reader is on USB; a reader that is not has no channel. */
static RESPONSECODE give_channel(DWORD Lun, PDWORD Length, PUCHAR Value) {
    struct slot *slot = readers_find(Lun);
    if (slot == NULL) return IFD_NO_SUCH_DEVICE;
    return slot->channel != 0 ? give(&slot->channel, sizeof slot->channel, Length, Value) : IFD_ERROR_TAG;
}

RESPONSECODE IFDHGetCapabilities(DWORD Lun, DWORD Tag, PDWORD Length, PUCHAR Value) {
    switch (Tag) {
        case TAG_IFD_ATR:
        case SCARD_ATTR_ATR_STRING: return give_atr(Lun, Length, Value);
        case SCARD_ATTR_CHANNEL_ID: return give_channel(Lun, Length, Value);
        case TAG_IFD_SIMULTANEOUS_ACCESS: return give_byte(VIRTUAL_READER_MAX_READERS, Length, Value);
        case TAG_IFD_THREAD_SAFE:
        case TAG_IFD_SLOT_THREAD_SAFE:
        case TAG_IFD_SLOTS_NUMBER: return give_byte(1, Length, Value);
        case TAG_IFD_POLLING_THREAD_WITH_TIMEOUT: return give(&watch_function, sizeof watch_function, Length, Value);
        case TAG_IFD_STOP_POLLING_THREAD: return give(&stop_function, sizeof stop_function, Length, Value);
        default: return IFD_ERROR_TAG;
    }
}

RESPONSECODE IFDHSetCapabilities(DWORD Lun, DWORD Tag, DWORD Length, PUCHAR Value) {
    (void)Lun;
    (void)Tag;
    (void)Length;
    (void)Value;
    return IFD_NOT_SUPPORTED;
}

/* A socket has no bit rate: any protocol the ATR offers is fine. */
RESPONSECODE IFDHSetProtocolParameters(DWORD Lun, DWORD Protocol, UCHAR Flags, UCHAR PTS1, UCHAR PTS2, UCHAR PTS3) {
    (void)Lun;
    (void)Protocol;
    (void)Flags;
    (void)PTS1;
    (void)PTS2;
    (void)PTS3;
    return IFD_SUCCESS;
}

static RESPONSECODE power_on(struct slot *slot, enum slot_power event, PUCHAR Atr, PDWORD AtrLength) {
    uint8_t atr[ATR_MAX_LENGTH];
    if (!slot_power(slot, event)) return IFD_ERROR_POWER_ACTION;
    const size_t length = slot_atr(slot, atr);
    if (length == 0) return IFD_ERROR_POWER_ACTION;
    memcpy(Atr, atr, length); /* pcscd's buffer has MAX_ATR_SIZE bytes, which is ATR_MAX_LENGTH */
    *AtrLength = length;
    return IFD_SUCCESS;
}

RESPONSECODE IFDHPowerICC(DWORD Lun, DWORD Action, PUCHAR Atr, PDWORD AtrLength) {
    struct slot *slot = readers_find(Lun);
    *AtrLength = 0;
    if (slot == NULL) return IFD_NO_SUCH_DEVICE;
    switch (Action) {
        case IFD_POWER_UP: return power_on(slot, SLOT_POWER_ON, Atr, AtrLength);
        case IFD_RESET: return power_on(slot, SLOT_POWER_RESET, Atr, AtrLength);
        case IFD_POWER_DOWN: slot_power(slot, SLOT_POWER_OFF); return IFD_SUCCESS;
        default: return IFD_NOT_SUPPORTED;
    }
}

RESPONSECODE IFDHTransmitToICC(DWORD Lun, SCARD_IO_HEADER SendPci, PUCHAR TxBuffer, DWORD TxLength, PUCHAR RxBuffer,
                               PDWORD RxLength, PSCARD_IO_HEADER RecvPci) {
    const DWORD capacity = *RxLength;
    struct slot *slot = readers_find(Lun);
    *RxLength = 0;
    if (slot == NULL) return IFD_NO_SUCH_DEVICE;
    if (!slot_card_present(slot)) return IFD_ICC_NOT_PRESENT;
    const ssize_t received =
        slot_exchange(slot, SLOT_APDU, TxBuffer, TxLength, RxBuffer, capacity, VIRTUAL_READER_ANSWER_TIMEOUT_MS);
    if (received < 0) return IFD_COMMUNICATION_ERROR;
    *RxLength = (DWORD)received;
    if (RecvPci != NULL) RecvPci->Protocol = SendPci.Protocol;
    return IFD_SUCCESS;
}

/* What the reader can do: tag, length 4, control code with the highest byte first (PC/SC part 10, 2.2). */
static RESPONSECODE give_features(struct slot *slot, PUCHAR RxBuffer, DWORD RxLength, LPDWORD Returned) {
    const PCSC_TLV_STRUCTURE features[2] = {
        {FEATURE_VERIFY_PIN_DIRECT, 4, htonl(CONTROL_VERIFY_PIN)},
        {FEATURE_MODIFY_PIN_DIRECT, 4, htonl(CONTROL_MODIFY_PIN)},
    };
    if (!slot->has_pin_pad) return IFD_SUCCESS;
    if (RxLength < sizeof features) return IFD_ERROR_INSUFFICIENT_BUFFER;
    memcpy(RxBuffer, features, sizeof features);
    *Returned = sizeof features;
    return IFD_SUCCESS;
}

/* The first byte of both structures is the number of seconds the person has, 0 for the reader's own. */
static int pad_timeout_ms(PUCHAR structure, DWORD length) {
    int seconds = length > 0 && structure[0] != 0 ? structure[0] : VIRTUAL_READER_PAD_DEFAULT_S;
    if (seconds > VIRTUAL_READER_PAD_LONGEST_S) seconds = VIRTUAL_READER_PAD_LONGEST_S;
    return 1000 * seconds + VIRTUAL_READER_ANSWER_TIMEOUT_MS;
}

RESPONSECODE IFDHControl(DWORD Lun, DWORD dwControlCode, PUCHAR TxBuffer, DWORD TxLength, PUCHAR RxBuffer,
                         DWORD RxLength, LPDWORD pdwBytesReturned) {
    struct slot *slot = readers_find(Lun);
    *pdwBytesReturned = 0;
    if (slot == NULL) return IFD_NO_SUCH_DEVICE;
    if (dwControlCode == CM_IOCTL_GET_FEATURE_REQUEST) return give_features(slot, RxBuffer, RxLength, pdwBytesReturned);
    const bool is_verify = dwControlCode == CONTROL_VERIFY_PIN;
    if (!slot->has_pin_pad || (!is_verify && dwControlCode != CONTROL_MODIFY_PIN)) return IFD_ERROR_NOT_SUPPORTED;
    if (!slot_card_present(slot)) return IFD_ICC_NOT_PRESENT;
    const ssize_t received = slot_exchange(slot, is_verify ? SLOT_VERIFY_PIN : SLOT_MODIFY_PIN, TxBuffer, TxLength,
                                           RxBuffer, RxLength, pad_timeout_ms(TxBuffer, TxLength));
    if (received < 0) return IFD_COMMUNICATION_ERROR;
    *pdwBytesReturned = (DWORD)received;
    return IFD_SUCCESS;
}

RESPONSECODE IFDHICCPresence(DWORD Lun) {
    struct slot *slot = readers_find(Lun);
    if (slot == NULL) return IFD_NO_SUCH_DEVICE;
    return slot_card_present(slot) ? IFD_ICC_PRESENT : IFD_ICC_NOT_PRESENT;
}
