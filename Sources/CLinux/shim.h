#ifndef CLINUX_SHIM_H
#define CLINUX_SHIM_H

#include <stddef.h>
#include <stdint.h>
#include <sys/fsuid.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

/* prctl is variadic, which Swift does not import: no core dump, no reading of our memory by other programs of our user. */
static inline int linux_forbid_dump(void) { return prctl(PR_SET_DUMPABLE, 0L, 0L, 0L, 0L); }

/* timerfd.h is not in Swift's Glibc: a timer that never rings, but is cancelled when the clock jumps, as it does at the end
   of a suspend. -1 on failure. */
static inline int linux_clock_watch(void) {
    const int fd = timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);
    const struct itimerspec never = {.it_value = {.tv_sec = INT64_MAX / 1000000000}};
    if (fd < 0) return -1;
    timerfd_settime(fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &never, 0);
    return fd;
}

/* timex.h is not in Swift's Glibc: 1 when a time service keeps the clock right, 0 when none does, -1 when the kernel does not
   say. Nothing is changed. */
static inline int linux_clock_is_synchronised(void) {
    struct timex state = {.modes = 0};
    return adjtimex(&state) < 0 ? -1 : (state.status & STA_UNSYNC) == 0;
}

/* fsuid.h is not in Swift's Glibc, syscall is variadic, and setgroups of glibc changes every thread: what the kernel lets this
   thread do with files from now on. 0, or -1 when it is not what was asked for. */
static inline int linux_take_file_rights(uint32_t user, uint32_t group, const uint32_t *groups, size_t count) {
#ifdef SYS_setgroups32
    const long changed = syscall(SYS_setgroups32, count, groups);
#else
    const long changed = syscall(SYS_setgroups, count, groups);
#endif
    if (changed != 0) return -1;
    setfsgid(group);
    setfsuid(user);
    return (uint32_t)setfsgid(-1) == group && (uint32_t)setfsuid(-1) == user ? 0 : -1;
}

#endif
