import Glibc

/// Users and groups as people call them.
public enum UserName {
    /// The name of a user, its number where it has none.
    public static func of(_ user: UInt32) -> String {
        guard let entry = unsafe getpwuid(user), let name = unsafe entry.pointee.pw_name else { return "\(user)" }
        return unsafe String(cString: name)
    }

    /// The name of a group, its number where it has none.
    public static func ofGroup(_ group: UInt32) -> String {
        guard let entry = unsafe getgrgid(group), let name = unsafe entry.pointee.gr_name else { return "\(group)" }
        return unsafe String(cString: name)
    }
}
