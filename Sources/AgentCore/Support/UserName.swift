import FoundationEssentials
import Glibc

/// Users and groups as people call them.
public enum UserName {
    /// The name of a user, its number where it has none.
    public static func of(_ user: UInt32) -> String {
        guard let entry = unsafe getpwuid(user), let name = unsafe entry.pointee.pw_name else { return "\(user)" }
        return unsafe String(cString: name)
    }

    /// The name of the user with whose rights this thread opens files: the process's, unless root looks on another's behalf
    /// (setfsuid(2); the fourth number in proc(5)).
    static var ofThread: String {
        let status = (try? String(contentsOfFile: "/proc/thread-self/status", encoding: .utf8)) ?? ""
        let numbers = status.split(separator: "\n").first { $0.hasPrefix("Uid:") }?.split(
            whereSeparator: \.isWhitespace)
        return of(numbers.flatMap { $0.count == 5 ? UInt32($0[4]) : nil } ?? geteuid())
    }

    /// The name of a group, its number where it has none.
    public static func ofGroup(_ group: UInt32) -> String {
        guard let entry = unsafe getgrgid(group), let name = unsafe entry.pointee.gr_name else { return "\(group)" }
        return unsafe String(cString: name)
    }
}
