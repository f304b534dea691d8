import Foundation

/// A library that makes a program's clock wrong, for `LD_PRELOAD`.
enum WrongClock {
    /// Builds it; the clock is so many seconds ahead, or behind when negative.
    static func make(in folder: String, _ seconds: Int) async throws -> String {
        let source = """
            #define _GNU_SOURCE
            #include <sys/syscall.h>
            #include <sys/time.h>
            #include <time.h>
            #include <unistd.h>
            int clock_gettime(clockid_t clock, struct timespec *now) {
                const int result = syscall(SYS_clock_gettime, clock, now);
                if (clock == CLOCK_REALTIME && result == 0) now->tv_sec += \(seconds);
                return result;
            }
            time_t time(time_t *result) {
                struct timespec now;
                clock_gettime(CLOCK_REALTIME, &now);
                if (result) *result = now.tv_sec;
                return now.tv_sec;
            }
            int gettimeofday(struct timeval *result, void *zone) {
                struct timespec now;
                clock_gettime(CLOCK_REALTIME, &now);
                result->tv_sec = now.tv_sec;
                result->tv_usec = now.tv_nsec / 1000;
                return 0;
            }
            """
        let (file, library) = (folder + "/clock.c", folder + "/clock.so")
        try source.write(toFile: file, atomically: true, encoding: .utf8)
        let output = try await Program.run("/usr/bin/cc", ["-shared", "-fPIC", "-O1", "-o", library, file])
        guard output.status == 0 else { throw Waiting.TimeOver(description: output.errorLines.joined(separator: "\n")) }
        return library
    }
}
